import { CONSENT_TEXT_VERSION } from '../../walk/filer.ts';
import type { FuzzPerson } from '../people.ts';
import { grantOf, putFile, wishOf } from './grant.ts';
import { bodyOf, judged, type Scene } from './scene.ts';

const FILE = Buffer.from('any bytes: a file without consent is not even looked at');
const TRIES = 6;

/** A liveness check of a person's filing. */
export const checkOf = ({ filingId, websiteId }: FuzzPerson) => ({
  filingId,
  websiteId,
  photoContentType: 'image/jpeg',
  videoContentType: 'video/mp4',
  consentTextVersion: CONSENT_TEXT_VERSION,
});

/** A person withdraws their consent: nothing that is theirs is taken in, checked or handed in afterwards. */
export async function consentWithdrawn(scene: Scene): Promise<void> {
  const { judge } = scene;
  // The other one has uploaded nothing: their filing could be handed in.
  const [person, other] = [scene.person(), scene.person()];
  const grant = await grantOf(scene, person, FILE.length);
  for (const each of [person, other]) {
    const { status } = await judged(scene, each, 'DELETE', '/v1/me/consents');
    if (status !== 200) return judge.violation(`a consent can not be withdrawn: ${status}`);
  }
  await (await putFile(grant, FILE)).text();
  for (const [path, body, by] of [
    ['/v1/uploads', wishOf(person, FILE.length), person],
    ['/v1/liveness-checks', checkOf(person), person],
    [`/v1/submissions/${other.filingId}`, { termsAccepted: true }, other],
  ] as const) {
    const { status } = await judged(scene, by, 'POST', path, body);
    judge.count('calls without consent');
    if (status < 400) judge.violation(`POST ${path.split('/')[2]} goes on without consent: ${status}`);
  }
  await untilRefused(scene, person, grant.documentId);
}

async function untilRefused(scene: Scene, person: FuzzPerson, documentId: string): Promise<void> {
  for (let turn = 1; turn <= TRIES; turn += 1) {
    const answer = await judged(scene, person, 'GET', `/v1/uploads/${documentId}?wait=10`);
    const { state, findings } = bodyOf<{ state: string; findings: readonly { readonly ruleId: string }[] }>(answer);
    if (state !== 'ready' && state !== 'refused') continue;
    const isUnread = state === 'refused' && findings?.some(({ ruleId }) => ruleId === 'SEC-07');
    if (!isUnread) scene.judge.violation(`a file is looked at without consent: it is ${state}`);
    return;
  }
  scene.judge.violation('a file that came without consent is never settled');
}
