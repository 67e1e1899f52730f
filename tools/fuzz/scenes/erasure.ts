import { callAs } from '../people.ts';
import type { Ids } from '../requests.ts';
import { bodyOf, eachOf, judged, operationsOf, type Scene } from './scene.ts';

/**
 * A person erases their account: no operation knows their token any more, and their links are dead. What other accounts
 * are told is judged with every reply: ids and values of an erased account stay foreign to all.
 */
export async function accountErased(scene: Scene): Promise<void> {
  const { addresses, judge } = scene;
  const person = scene.person();
  const shown = await judged(scene, person, 'GET', `/v1/filings/${person.filingId}`);
  const link = bodyOf<{ view: { url: string } }>(shown).view?.url;
  // A filing in progress keeps its account.
  await judged(scene, person, 'POST', `/v1/submissions/${person.filingId}/abandonment`);
  const erased = await judged(scene, person, 'DELETE', '/v1/me');
  if (erased.status !== 200 || !link) return judge.violation(`an account can not be erased: ${erased.status}`);
  const opened = await fetch(link);
  await opened.text();
  if (opened.ok) judge.violation('a link to values in clear works after the erasure');
  const own: Ids = judge.ownership.idsOf(person);
  const signedIn = operationsOf(scene).filter(
    ([, { caller }]) => caller === 'session' || caller === 'optional-session',
  );
  await eachOf(signedIn, 4, async ([name, { method, path, body }]) => {
    const ofOwn = path.replace(/\{(\w+)\}/g, (_, id: string) => own[id]?.[0] ?? person.filingId);
    const answer = await callAs(person, addresses, method, ofOwn, body && {});
    judge.any(undefined, answer);
    judge.count('calls of erased accounts');
    if (answer.status !== 401) judge.violation(`${name} answers an erased account with ${answer.status}`);
  });
}
