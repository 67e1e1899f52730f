import type { Person } from '../filing/filing.ts';
import type { FilingCase } from './case.ts';
import { people } from './scopes.ts';

/** Values that people gave, each with the keys of those who gave it. */
export type Holders = ReadonlyMap<string, ReadonlySet<string>>;

/** Gathers what people gave, whatever their roles. */
export function holdersOf(of: FilingCase, valuesOf: (person: Person) => readonly string[]): Holders {
  const holders = new Map<string, Set<string>>();
  for (const { part } of people.parts(of))
    for (const value of valuesOf(part.person)) holders.set(value, (holders.get(value) ?? new Set()).add(part.key));
  return holders;
}

/** Whether more than one person gave a value. */
export function isShared(holders: Holders, value: string): boolean {
  const keys = holders.get(value);
  return keys !== undefined && keys.size > 1;
}
