/** What the terminal told, decoded. */
export type Input =
  /** Printable characters that were typed. */
  | { readonly kind: 'text'; readonly text: string }
  /** What was pasted between the marks of bracketed paste: always inserted, never run. */
  | { readonly kind: 'paste'; readonly text: string }
  /** A key that is no character, as `ctrl+a`, `alt+left`, `shift+tab`, `enter`. */
  | { readonly kind: 'key'; readonly key: string };

export const typed = (text: string): Input => ({ kind: 'text', text });
export const pressed = (key: string): Input => ({ kind: 'key', key });
export const pasted = (text: string): Input => ({ kind: 'paste', text });
