/** A plan without the places in the text that it speaks of: what must be the same for texts that mean the same. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'span');
  return Object.fromEntries(entries.map(([name, child]) => [name, withoutSpans(child)]));
}
