/** A value that is made when it is first asked for and kept: for tables that few calls of an instance need. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
