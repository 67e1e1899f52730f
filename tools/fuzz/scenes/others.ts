import { inEarnest } from '../first-calls.ts';
import { judged, type Scene } from './scene.ts';

/**
 * Somebody knows the ids of another person, and does with them what that person does: random requests seldom have a body that a form
 * takes. The judge tells of whatever succeeds.
 */
export async function idsOfOthers(scene: Scene): Promise<void> {
  const [stranger, owner] = [scene.person(), scene.person()];
  const looks = [`/v1/filings/${owner.filingId}`, `/v1/filings/${owner.filingId}/progress`];
  const ends = [
    ['POST', `/v1/submissions/${owner.filingId}`, { termsAccepted: true }],
    ['POST', `/v1/submissions/${owner.filingId}/abandonment`, undefined],
  ] as const;
  for (const [method, path, body] of [...looks.map((path) => ['GET', path] as const), ...inEarnest(owner), ...ends]) {
    const { status } = await judged(scene, stranger, method, path, body);
    scene.judge.count('calls with ids of others');
    if (status !== 404) scene.judge.violation(`${method} ${path} with the ids of somebody else is answered ${status}`);
  }
}
