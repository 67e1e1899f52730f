import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import type { Operation } from '../../../contracts/kit/contract.ts';
import { callAs, type FuzzPerson } from '../people.ts';
import { ENDS } from '../requests.ts';
import { grantOf } from './grant.ts';
import { eachOf, operationsOf, type Scene } from './scene.ts';

/** Operations that need no limit: each says why. Any other that has none is a mistake. */
const UNLIMITED = [
  'checkHealth',
  'reference',
  'listProvinces',
  'showGuide',
  'listChanges',
  'listUnreachedMessages',
  'noteTold',
  'receiveVerdict',
];
const NOBODYS = '00000000-0000-4000-8000-000000000000';
/** Up to this many calls each limit is tried, and one that is higher. */
const FEW = 300;
const POLLS = 12;

/** One account calls without end: each operation refuses it after as many calls as its contract says. */
export async function callsWithoutEnd(scene: Scene): Promise<void> {
  const { judge, seed } = scene;
  const operations = operationsOf(scene);
  for (const [name, { limits }] of operations)
    if ('unlimited' in limits && !UNLIMITED.includes(name)) judge.violation(`${name} has no limit`);
  const few = limitedOperations(scene, FEW);
  const many = limitedOperations(scene, 2 * FEW).slice(few.length);
  const drawn = many.length > 0 ? fc.sample(fc.constantFrom(...many), { numRuns: 1, seed }) : [];
  const person = scene.person();
  for (const [name, operation] of [...few, ...drawn]) {
    // Some need a fresh sign-in.
    [person.token = person.token] = await scene.signIn([person.accountId]);
    await untilRefused(scene, person, name, operation);
  }
  await pollsAtOnce(scene);
}

/** Operations with a limit per account of at most so many calls, those with few calls first; none that ends something. */
export const limitedOperations = (scene: Scene, most: number): readonly (readonly [name: string, Operation])[] =>
  operationsOf(scene)
    .filter(([name, one]) => !ENDS.includes(name) && (timesOf(one) ?? most + 1) <= most)
    .toSorted(([, one], [, other]) => (timesOf(one) ?? 0) - (timesOf(other) ?? 0));

/** Calls by one account within its shortest window; undefined when only addresses are counted. */
function timesOf({ limits }: Operation): number | undefined {
  if ('unlimited' in limits) return undefined;
  const times = limits.filter(({ per }) => per === 'account').map((limit) => limit.times);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** The calls are not well-formed: what is refused is counted too. @param times calls that the limit still allows. */
export async function untilRefused(
  { addresses, judge }: Scene,
  person: FuzzPerson,
  name: string,
  operation: Operation,
  times = timesOf(operation) ?? 0,
): Promise<void> {
  const path = operation.path.replace(/\{\w+\}/g, NOBODYS);
  const call = async () => {
    const answer = await callAs(person, addresses, operation.method, path, operation.body && {}, 1);
    judge.any(person, answer);
    judge.count('calls without end');
    return answer;
  };
  await eachOf(
    Array.from({ length: times }, (_, index) => index),
    8,
    call,
  );
  const { status } = await call();
  if (status !== 429) judge.violation(`${name} is not refused after ${times} calls of one account: ${status}`);
}

/** One account polls often at the same time. */
async function pollsAtOnce(scene: Scene): Promise<void> {
  const person = scene.person();
  const { documentId } = await grantOf(scene, person, randomInt(100, 1_000));
  const poll = () => callAs(person, scene.addresses, 'GET', `/v1/uploads/${documentId}?wait=3`, undefined, 1);
  const answers = await Promise.all(Array.from({ length: POLLS }, poll));
  for (const answer of answers) scene.judge.any(person, answer);
  if (answers.every(({ status }) => status === 200))
    scene.judge.violation(`${POLLS} polls of one account run at the same time`);
}
