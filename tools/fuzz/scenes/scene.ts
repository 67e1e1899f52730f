import type { Contract, Operation } from '../../../contracts/kit/contract.ts';
import type { Addresses } from '../../../local/laptop.ts';
import type { Judge } from '../judge.ts';
import { callAs, type FuzzPerson } from '../people.ts';
import type { FuzzRequest } from '../requests.ts';
import type { Answer } from '../send.ts';
import type { ServiceProcess } from '../service-process.ts';

/** What an attack that needs several steps works with. */
export interface Scene {
  readonly addresses: Addresses;
  readonly deskSecret: string;
  readonly desk: ServiceProcess['desk'];
  readonly deskOfStaff: ServiceProcess['deskOfStaff'];
  readonly judge: Judge;
  readonly contracts: Readonly<Record<string, Contract>>;
  /** Chooses what is random. */
  readonly seed: number;
  /** A person whom nothing else uses. */
  person(): FuzzPerson;
}

export const operationsOf = ({ contracts }: Scene): readonly (readonly [name: string, Operation])[] =>
  Object.values(contracts).flatMap((contract) => Object.entries(contract));

/** A call of a person, judged like any other. */
export async function judged(
  { addresses, judge }: Scene,
  person: FuzzPerson,
  method: FuzzRequest['method'],
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await callAs(person, addresses, method, path, body);
  judge.any(person, answer);
  return answer;
}

/** The JSON of an answer; an empty object when it is none. */
export function bodyOf<T>({ text }: Answer): Partial<T> {
  try {
    return JSON.parse(text) as Partial<T>;
  } catch {
    return {};
  }
}

/** Does the same with each, some at a time. */
export async function eachOf<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<unknown>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
