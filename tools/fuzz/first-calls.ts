import { randomUUID } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import type { Addresses } from '../../local/laptop.ts';
import type { Judge } from './judge.ts';
import { callAs, type FuzzPerson } from './people.ts';
import { checkOf } from './scenes/consent.ts';
import { wishOf } from './scenes/grant.ts';

/** What somebody does with their filing who means it. */
export const inEarnest = (person: FuzzPerson) => {
  const { principal } = ENTERPRISE;
  const filing = `/v1/filings/${person.filingId}`;
  return [
    ['PUT', `${filing}/principal`, principal],
    ['PUT', `${filing}/websites/${person.websiteId}/site-owner`, principal],
    ['POST', '/v1/uploads', wishOf(person, 1_000)],
    ['POST', '/v1/liveness-checks', checkOf(person)],
    ['GET', `/v1/contacts/${person.filingId}`, undefined],
  ] as const;
};

/**
 * What people do who file in earnest: they save personal values, which no log line may repeat, and get something of
 * everything that has an id. A call that is refused means that the tool does not fit the service any more.
 */
export async function firstCalls(person: FuzzPerson, addresses: Addresses, judge: Judge): Promise<void> {
  const endpoint = ['POST', '/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/fuzz' }] as const;
  for (const [method, path, body] of [...inEarnest(person), endpoint]) {
    const answer = await callAs(person, addresses, method, path, body);
    judge.any(person, answer);
    if (answer.status >= 400) judge.violation(`${method} ${path} in earnest is refused with ${answer.status}`);
  }
  // What is refused is told without values, too.
  const nobody = { person: `site-owner:${randomUUID()}`, kind: 'mobile' };
  const refused = await callAs(person, addresses, 'POST', `/v1/contacts/${person.filingId}/codes`, nobody);
  judge.any(person, refused);
  if (refused.status !== 404) judge.violation(`a code to nobody is answered with ${refused.status}`);
}
