/** The names of what is true, in the order given. */
export function findingsIn<Name extends string>(conditions: Partial<Record<Name, boolean>>): Name[] {
  return (Object.keys(conditions) as Name[]).filter((name) => conditions[name]);
}
