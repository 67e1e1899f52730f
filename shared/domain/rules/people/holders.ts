import type { Person } from '../../filing/filing.ts';
import type { FilingCase } from '../case.ts';
import { people } from '../scopes.ts';

/** Values from the forms of people, each with the keys of the people who have it. */
export type Holders = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects values of all people of a filing. */
export function holdersOf(filingCase: FilingCase, valuesOf: (person: Person) => readonly string[]): Holders {
  const holders = new Map<string, Set<string>>();
  for (const { part } of people.parts(filingCase))
    for (const value of valuesOf(part.person)) holders.set(value, (holders.get(value) ?? new Set()).add(part.key));
  return holders;
}

/** Whether more than one person has a value. */
export function isShared(holders: Holders, value: string): boolean {
  const keys = holders.get(value);
  return keys !== undefined && keys.size > 1;
}
