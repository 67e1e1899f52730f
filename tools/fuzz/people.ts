import { setTimeout as sleep } from 'node:timers/promises';
import type { Addresses } from '../../local/laptop.ts';
import type { FuzzRequest } from './requests.ts';
import { type Answer, addressOf, sendFrom } from './send.ts';

/** An account with a filing that is ready for submission, as the service's process has made it. */
export interface ReadyAccount {
  readonly accountId: string;
  readonly token: string;
  readonly filingId: string;
  readonly websiteId: string;
  readonly domain: string;
}

/** A person of one account, who calls from their own address. */
export interface FuzzPerson extends ReadyAccount {
  readonly address: string;
  /** Taken from a new session from time to time: tokens expire sooner than a long run ends. */
  token: string;
}

export const personOf = (account: ReadyAccount, index: number): FuzzPerson => ({
  ...account,
  address: addressOf(index),
});

const REFUSED_MS = 2_500;

/** A call of a person with their token; repeated when too many of theirs run at once. */
export async function callAs(
  person: FuzzPerson,
  { gateway }: Addresses,
  method: FuzzRequest['method'],
  path: string,
  body?: unknown,
  tries = 5,
): Promise<Answer> {
  const request: FuzzRequest = {
    operation: `${method} ${path}`,
    method,
    path,
    headers: {
      authorization: `Bearer ${person.token}`,
      'idempotency-key': crypto.randomUUID(),
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendFrom(person.address, gateway, request);
    if (answer.status !== 429 || Number(answer.headers['retry-after']) > 2 || attempt === tries) return answer;
    await sleep(REFUSED_MS);
  }
}
