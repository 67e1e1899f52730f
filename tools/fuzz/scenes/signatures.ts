import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import type { WholeRequest } from '../../../platform/edge/signed-message.ts';
import { type Answer, addressOf, sendFrom } from '../send.ts';
import { eachOf, query, type Scene, signed } from './scene.ts';

/** Messages that are sent somewhere else, or after another one under its id. */
const ASTRAY = 120;

/** A request that somebody may sign, and what it is about. */
interface Message extends WholeRequest {
  readonly base: string;
  /** Its answer is worth something: it is given once. */
  readonly asks: boolean;
}

/**
 * Whoever has captured messages between the filing service and the desk sends them to other paths, about other filings,
 * and again: a signature is good for what was signed, an id for one message, a question for one answer.
 */
export async function messagesAstray(scene: Scene): Promise<void> {
  const { judge, seed } = scene;
  const [captured, victim] = [randomUUID(), randomUUID()];
  for (const filingId of [captured, victim]) {
    const { status } = await deliver(scene, submission(scene, filingId));
    if (status !== 200) return judge.violation(`the desk does not take a filing: ${status}`);
  }
  const all = [...messagesAbout(scene, captured), ...messagesAbout(scene, victim)];
  const own = all.slice(0, all.length / 2);
  const [drawn = []] = fc.sample(
    fc.array(fc.tuple(fc.constantFrom(...own), fc.constantFrom(...all), fc.boolean()), {
      minLength: ASTRAY,
      maxLength: ASTRAY,
    }),
    { numRuns: 1, seed },
  );
  const astray = drawn.filter(([message, to]) => message.target !== to.target || message.method !== to.method);
  await eachOf(astray, 4, ([message, to, underKnownId]) =>
    underKnownId ? sendUnderKnownId(scene, to) : sendElsewhere(scene, message, to),
  );
  for (const question of all.filter(({ asks }) => asks)) await askTwice(scene, question);
  const sql = 'select from desk.filing where id = $1 and erased_at is null and withdrawn_round = 0';
  if ((await query(scene, sql, [victim])).length !== 1)
    judge.violation('a captured message about one filing erases or withdraws another one');
}

const post = (base: string, target: string, content: object, asks = false): Message => ({
  base,
  method: 'POST',
  target,
  body: JSON.stringify(content),
  asks,
});

function submission({ deskOfStaff }: Scene, filingId: string): Message {
  const parts = { eligibility: {}, organizer: {}, principal: {}, websites: [], documents: [], findings: [] };
  const data = { filingType: 'first', ...parts };
  return post(deskOfStaff.url, '/v1/filings', { filingId, round: 1, contentHash: contentHashOf(data), data });
}

/** One of each kind that goes over a line between the two services. */
function messagesAbout(scene: Scene, filingId: string): readonly Message[] {
  const { url } = scene.deskOfStaff;
  const { gateway } = scene.addresses;
  const data = { filingId, round: 1, sequence: 1, kind: 'accepted', at: '2026-11-24T02:00:00Z', flagged: [] };
  return [
    submission(scene, filingId),
    post(url, `/v1/filings/${filingId}/withdrawal`, { round: 1 }),
    post(url, `/v1/filings/${filingId}/erasure`, {}),
    post(url, '/v1/verdict-queries', { filings: [{ filingId, round: 1, after: 0 }] }, true),
    post(gateway, '/v1/webhooks/review', { type: 'verdict', data }),
    { base: gateway, method: 'GET', target: '/v1/records/changes?after=999999999', body: '', asks: true },
    { base: gateway, method: 'GET', target: '/v1/records/unreached-messages', body: '', asks: true },
    post(gateway, '/v1/records/unreached-messages', { key: 'nobody has it' }),
  ];
}

/** Signed for what it is; sent there, or to another place. */
function deliver(scene: Scene, message: Message, id?: string, to = message): Promise<Answer> {
  const { method, target, body } = message;
  const headers = signed(scene, message, id);
  const request = { operation: `${method} ${target}`, method: to.method, path: to.target, headers, body };
  return sendFrom(addressOf(0), to.base, request);
}

async function sendElsewhere(scene: Scene, message: Message, to: Message): Promise<void> {
  expectRefused(scene, await deliver(scene, message, undefined, to), 'at another place');
}

/** The first one is about a filing of nobody else's. */
async function sendUnderKnownId(scene: Scene, next: Message): Promise<void> {
  const id = randomUUID();
  const known = messagesAbout(scene, randomUUID()).find(({ base, asks }) => base === next.base && !asks);
  if (!known) return;
  await deliver(scene, known, id);
  expectRefused(scene, await deliver(scene, next, id), 'under the id of another one');
}

async function askTwice(scene: Scene, question: Message): Promise<void> {
  const id = randomUUID();
  const { status } = await deliver(scene, question, id);
  if (status !== 200) scene.judge.violation(`a signed question is answered with ${status}: ${question.target}`);
  expectRefused(scene, await deliver(scene, question, id), 'for the second time');
}

function expectRefused({ judge }: Scene, answer: Answer, how: string): void {
  const { request, status } = answer;
  judge.any(undefined, answer);
  judge.count('messages astray');
  if (status === 401) return;
  judge.violation(`a message ${how} is believed: ${request.operation} at ${request.path}, ${status}`);
}
