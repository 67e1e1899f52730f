import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpReply } from '../../platform/edge/scf.ts';
import { database } from '../../shared/compose/database.ts';
import { accounts } from '../support/database/service-ports.ts';
import { collectLog, httpEventOf } from '../support/scf.ts';
import { sharedLaptop } from '../support/test-laptop.ts';
import { watchWork, workOf } from '../support/watched-work.ts';

const { laptop } = await sharedLaptop();
beforeAll(watchWork);

const challenge = () => createHash('sha256').update(randomBytes(32)).digest('base64url');

/** A code for a number: the exact reply without the id of the request, and the work behind it. */
async function asked(mobile: string) {
  await (await database()).sql.deleteFrom('caller_limit').execute();
  const headers = { 'x-scf-remote-addr': '203.0.113.51' };
  const event = httpEventOf('POST /v1/sessions/phone-codes', { headers, body: { mobile, challenge: challenge() } });
  const { result, work } = await workOf(() => laptop.host.invoke('session', event));
  if (!result.ok) throw new Error(result.message);
  const { statusCode, body, headers: all } = result.value as HttpReply;
  const { 'x-request-id': _, ...rest } = all;
  return { reply: JSON.stringify({ statusCode, rest, body }), work };
}

describe('[A6] somebody who asks for a code to a number', () => {
  it('gets the same bytes by the same work, whether or not the number has an account', async () => {
    const [known, unknown] = ['13822250001', '13822250002'];
    await (await accounts()).signInByPhone(known);
    // The first call connects and loads what later ones keep.
    await asked('13822250003');

    const ofKnown = await asked(known);
    const ofUnknown = await asked(unknown);

    expect(ofKnown.reply).toContain('"statusCode":202');
    expect(ofUnknown).toEqual(ofKnown);
    expect(ofKnown.work.filter((text) => /^(POST|select|insert|update)/.test(text)).map(shortened)).toEqual([
      'POST sms.tencentcloudapi.com/',
      ...Array(12).fill('insert into "caller_limit"'),
      'insert into "one_time_code"',
      ...Array(2).fill('insert into "paid_call"'),
    ]);
  });

  it('gets no more than the day’s budget of all together, and the first refusal is an alarm', async () => {
    const log = collectLog();
    const { sql } = await database();
    await sql
      .updateTable('paid_call')
      .set({ calls: 5000 })
      .where('payer', '=', 'all')
      .where('service', '=', 'sms-codes')
      .execute();

    const replies = [await asked('13822250004'), await asked('13822250005')];
    await sql.deleteFrom('paid_call').where('service', '=', 'sms-codes').execute();
    log.stop();

    expect(replies.map(({ reply }) => /"code\\":\\"([\w.-]+)/.exec(reply)?.[1])).toEqual([
      'one-time-code.used-up',
      'one-time-code.used-up',
    ]);
    expect(replies.flatMap(({ work }) => work.filter((text) => text.startsWith('POST')))).toEqual([]);
    expect(log.texts.filter((line) => line.includes('"level":"alarm"') && line.includes('sms-codes'))).toHaveLength(1);
  });
});

const shortened = (text: string): string => text.split(' ').slice(0, 3).join(' ');
