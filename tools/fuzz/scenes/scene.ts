import { randomUUID } from 'node:crypto';
import type { Contract, Operation } from '../../../contracts/kit/contract.ts';
import { onDatabase } from '../../../local/postgres.ts';
import { signingKey, signRequest, type WholeRequest } from '../../../platform/edge/signed-message.ts';
import { wxLogin } from '../../walk/filer.ts';
import type { Judge } from '../judge.ts';
import { callAs, type FuzzPerson } from '../people.ts';
import type { FuzzRequest } from '../requests.ts';
import type { Answer } from '../send.ts';
import type { FuzzService } from '../service.ts';

/** What an attack that needs several steps works with. */
export interface Scene extends Pick<FuzzService, 'addresses' | 'deskSecret' | 'desk' | 'deskOfStaff' | 'signIn'> {
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

/** Headers of a message between the filing service and the desk, with the signature that both believe. */
export const signed = (
  { deskSecret }: Scene,
  { method, target, body }: WholeRequest,
  id: string = randomUUID(),
): Readonly<Record<string, string>> => ({
  ...signRequest([signingKey(deskSecret)], { id, method, target, body, at: new Date() }),
  'content-type': 'application/json',
});

/** Asks the service's database, or changes it. @returns the rows. */
export const query = <T>({ addresses }: Scene, text: string, values: readonly unknown[]): Promise<readonly T[]> =>
  onDatabase(addresses.database, async (client) => (await client.query(text, [...values])).rows as T[]);

/**
 * Signs in by a WeChat that nobody else has, at the place of a person. @param challenge of a session that can be renewed and ended by
 * its secret
 */
export async function signedIn(scene: Scene, place: FuzzPerson, name: string, challenge?: string): Promise<FuzzPerson> {
  const code = await wxLogin(scene.addresses.wechat, `${scene.seed} ${name}`);
  const body = { code, challenge };
  const answer = await judged(scene, { ...place, token: '' }, 'POST', '/v1/sessions', body);
  const { token } = bodyOf<{ token: string }>(answer);
  if (!token) throw new Error('nobody can sign in');
  return { ...place, token };
}

/** Does the same with each, some at a time. */
export async function eachOf<T>(all: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
