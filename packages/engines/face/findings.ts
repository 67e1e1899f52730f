/** The names of the true entries, in the given order. */
export function findingsIn<Name extends string>(conditions: Partial<Record<Name, boolean>>): Name[] {
  return (Object.keys(conditions) as Name[]).filter((name) => conditions[name]);
}
