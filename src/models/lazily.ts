/** Makes a value when it is first asked for, once; a failure is not remembered. */
export function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The same, a value a key. */
export function lazilyBy<K, T>(make: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const values = new Map<K, () => Promise<T>>();
  return (key) => {
    const value = values.get(key) ?? lazily(() => make(key));
    values.set(key, value);
    return value();
  };
}
