/** What is worked out of a large table when it is first asked for, and kept: few calls look into one. */
export function lazily<T>(workOut: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: workOut() };
    return kept.value;
  };
}
