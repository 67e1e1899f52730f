import { createHash, randomBytes, randomInt } from 'node:crypto';
import { callAs, type FuzzPerson } from '../people.ts';
import type { Answer } from '../send.ts';
import { bodyOf, eachOf, judged, operationsOf, query, type Scene, signedIn } from './scene.ts';

const codeOf = (answer: Answer): string | undefined => bodyOf<{ error: { code: string } }>(answer).error?.code;

/** What a device remembers, and what it shows of it. */
function deviceSecret() {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
}

/** Somebody has a token whose owner signed in long ago: it is worth no longer access, no secret and no end. */
export async function oldSignIns(scene: Scene): Promise<void> {
  const { addresses, judge } = scene;
  const person = scene.person();
  const aged = `update session set authenticated_at = now() - interval '11 minutes' where account_id = $1`;
  await query(scene, aged, [person.accountId]);
  const own = judge.ownership.idsOf(person);
  const fresh = operationsOf(scene).filter(([, operation]) => operation.freshSignIn);
  await eachOf(fresh, 4, async ([name, { method, path, body }]) => {
    const ofOwn = path.replace(/\{(\w+)\}/g, (_, id: string) => own[id]?.[0] ?? person.filingId);
    const answer = await callAs(person, addresses, method, ofOwn, body && {});
    judge.any(person, answer);
    judge.count('calls with an old sign-in');
    if (codeOf(answer) !== 'session.old-sign-in') judge.violation(`${name} takes an old sign-in: ${answer.status}`);
  });
}

/** Somebody signs out in every way there is: what their links showed is shown to nobody any more. */
export async function linksAfterSignOut(scene: Scene): Promise<void> {
  const { judge } = scene;
  const place = scene.person();
  const { secret, challenge } = deviceSecret();
  const ways = {
    'signs out': (person: FuzzPerson) => judged(scene, person, 'POST', '/v1/sessions/ends', { secret }),
    'signs out everywhere': (person: FuzzPerson) => judged(scene, person, 'DELETE', '/v1/sessions'),
    'ends the session of a device': async (person: FuzzPerson) => {
      const answer = await judged(scene, person, 'GET', '/v1/sessions');
      const [open] = bodyOf<{ sessions: readonly { readonly sessionId: string }[] }>(answer).sessions ?? [];
      return judged(scene, person, 'DELETE', `/v1/sessions/${open?.sessionId}`);
    },
  };
  for (const [way, end] of Object.entries(ways)) {
    const person = await signedIn(scene, place, way, way === 'signs out' ? challenge : undefined);
    const { data } = bodyOf<{ data: { url: string } }>(await judged(scene, person, 'GET', '/v1/me/data'));
    const [before, { status }, after] = [await isShown(data?.url), await end(person), await isShown(data?.url)];
    judge.count('links after a sign-out');
    if (!before || status >= 400) judge.violation(`nobody ${way}: ${status}, ${before ? 'with' : 'without'} a link`);
    if (after) judge.violation(`a link works after somebody ${way}`);
  }
}

async function isShown(url = ''): Promise<boolean> {
  const shown = await fetch(url);
  await shown.arrayBuffer();
  return shown.ok;
}

/** A stranger has codes sent: the second one of a network, and to a number, takes a proof, and its owner has theirs all the same. */
export async function codesOfStrangers(scene: Scene): Promise<void> {
  const { judge } = scene;
  const [place, other] = [scene.person(), scene.person()];
  // The principal's of the other one, and nobody's.
  const mobile = `1382${2_230_000 + Number(/\d+/.exec(other.domain))}`;
  const ask = (from: FuzzPerson, to: string) =>
    judged(scene, { ...from, token: '' }, 'POST', '/v1/sessions/phone-codes', {
      mobile: to,
      challenge: deviceSecret().challenge,
    });
  const { status } = await ask(place, mobile);
  if (status >= 400) judge.violation(`a stranger's first code is refused: ${status}`);
  for (const [what, answer] of [
    ['from one network', await ask(place, `1370${randomInt(1e6, 1e7)}`)],
    ['to one number', await ask(other, mobile)],
  ] as const) {
    judge.count('codes of strangers');
    if (codeOf(answer) !== 'one-time-code.proof-needed')
      judge.violation(`a stranger's second code ${what} takes no proof: ${answer.status}`);
  }
  const wish = { person: 'principal', kind: 'mobile' };
  const confirming = await judged(scene, other, 'POST', `/v1/contacts/${other.filingId}/codes`, wish);
  if (confirming.status >= 400) judge.violation(`a stranger's code is taken from who owns it: ${confirming.status}`);
}
