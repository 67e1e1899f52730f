import fc from 'fast-check';
import type { FuzzPerson } from '../people.ts';
import { limitedOperations, untilRefused } from './limits.ts';
import { judged, type Scene, signedIn } from './scene.ts';

/** Operations with so few calls are tried. */
const FEW = 60;
/** Codes of the signed-in from one network in an hour. Source: docs/decisions/limits.md. */
const CODES = 60;
const CODES_OF_ONE = 16;

/** A person uses up a limit, erases their account and signs in again by the same WeChat: the limit still holds. */
export async function erasesBetweenLimits(scene: Scene): Promise<void> {
  const { judge, seed } = scene;
  const place = scene.person();
  const few = limitedOperations(scene, FEW).filter(([name]) => name !== 'eraseMe');
  const drawn = fc.sample(fc.shuffledSubarray([...few], { minLength: 2, maxLength: 2 }), { numRuns: 1, seed }).flat();
  for (const [name, operation] of drawn) {
    await untilRefused(scene, await signedIn(scene, place, name), name, operation);
    await erased(scene, await signedIn(scene, place, name));
    const again = await signedIn(scene, place, name);
    judge.count('limits after an erasure');
    await untilRefused(scene, again, name, operation, 0);
  }
  await codesOfMany(scene, place);
}

/** Accounts come and go in one network, and each asks for codes: there are no more of them than the network may have. */
async function codesOfMany(scene: Scene, place: FuzzPerson): Promise<void> {
  let sent = 0;
  for (let account = 0; sent <= CODES && account * CODES_OF_ONE < 2 * CODES; account += 1) {
    const person = await signedIn(scene, place, `codes ${account}`);
    for (let code = 0; code < CODES_OF_ONE; code += 1) {
      const mobile = `1370000${String(account * CODES_OF_ONE + code).padStart(4, '0')}`;
      const { status } = await judged(scene, person, 'POST', '/v1/sessions/phone-links/codes', { mobile });
      if (status < 400) sent += 1;
      else if (status === 429) return erased(scene, person);
    }
    await erased(scene, person);
  }
  scene.judge.violation(`accounts that come and go get ${sent} codes from one network`);
}

async function erased(scene: Scene, person: FuzzPerson): Promise<void> {
  const { status } = await judged(scene, person, 'DELETE', '/v1/me');
  if (status !== 200) scene.judge.violation(`an account without filings can not be erased: ${status}`);
}
