/**
 * What is worked out when it is first asked for, and kept: a function starts without the tables that its first request may not need. A call
 * marked `@__PURE__` is left out of a bundle in which nothing asks for it.
 */
export function lazily<T>(workOut: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: workOut() };
    return kept.value;
  };
}
