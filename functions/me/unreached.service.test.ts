import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signRequest } from '../../platform/edge/signed-message.ts';
import { database } from '../../shared/compose/database.ts';
import { deskMessages } from '../../shared/compose/desk-messages.ts';
import { accounts, reviews } from '../../tests/support/database/service-ports.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { callerAt } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
beforeEach(async () => {
  await (await database()).sql.deleteFrom('outbox').execute();
});

const list = async (call: Awaited<ReturnType<typeof callerAt>>) =>
  ((await call('GET', '/v1/me/unreached-messages')).body as Reply<'listUnreached'>).messages;

/** What the desk asks, or tells. */
async function ofDesk(content?: object) {
  const { keys } = await deskMessages();
  const target = '/v1/records/unreached-messages';
  const [method, body] = content ? (['POST', JSON.stringify(content)] as const) : (['GET', ''] as const);
  const headers = { ...signRequest(keys, { id: cryptoIds.uuid(), method, target, body, at: new Date() }) };
  const response = await fetch(`${laptop.addresses.gateway}${target}`, { method, headers, ...(content && { body }) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Until nothing waits. */
const allSettled = () =>
  vi.waitFor(
    async () => {
      await laptop.timers.fire('delivery');
      const { sql } = await database();
      expect(await sql.selectFrom('outbox').select('key').where('state', '=', 'waiting').execute()).toEqual([]);
    },
    { timeout: 60_000, interval: 200 },
  );

describe('messages that reached nobody', () => {
  it('are listed for whoever files, until something reaches them, and for nobody else', async () => {
    const name = 'accepts no WeChat messages';
    const { filingId } = await filledDraft(await laptop.signedIn(name));
    const [call, other] = [await callerAt(laptop, name), await callerAt(laptop, 'files nothing')];
    laptop.wechat.refuseMessages(openidOfName(name));
    const change = async (event: 'submit' | 'return' | 'decline') =>
      (await reviews()).changeFiling(filingId, () => ({ event, ...(event === 'return' && { flagged: [] }) }));
    await change('submit');
    await change('return');
    await allSettled();
    const untold = await list(call);
    const { applicantId } = await (await reviews()).findFiling(filingId);
    await (await accounts()).linkPhone(applicantId, '13822270001');
    await change('submit');
    await change('decline');
    await allSettled();

    expect(untold).toEqual([
      {
        filingId,
        subject: 'yunfan-keji.cn',
        what: expect.stringMatching(/^初审退回，请\d+月\d+日前交回$/),
        role: 'filer',
        at: expect.any(String),
      },
    ]);
    expect(await list(other)).toEqual([]);
    expect(await list(call)).toEqual([]);
  });

  it('are read by the desk, which tells one: then nobody is shown it any more', async () => {
    const name = 'is called by the desk';
    const { filingId } = await filledDraft(await laptop.signedIn(name));
    const call = await callerAt(laptop, name);
    laptop.wechat.refuseMessages(openidOfName(name));
    for (const event of ['submit', 'return'] as const)
      await (await reviews()).changeFiling(filingId, () => ({ event, ...(event === 'return' && { flagged: [] }) }));
    await allSettled();
    const before = await ofDesk();
    const key = before.body.messages[0].key;
    const others = await ofDesk({ key: 'reminder/nothing' });
    const listed = await list(call);
    const told = await ofDesk({ key });

    expect(before.body.messages).toEqual([
      {
        key: expect.stringContaining(filingId),
        filingId,
        role: 'filer',
        what: expect.stringMatching(/^初审退回，请\d+月\d+日前交回$/),
        at: expect.any(String),
        tried: [{ way: 'wechat', failure: 'refused' }],
      },
    ]);
    expect([others.body, listed.length, told.body]).toEqual([{ received: true }, 1, { received: true }]);
    expect([(await ofDesk()).body, await list(call)]).toEqual([{ messages: [] }, []]);
    expect((await ofDesk({ key: '' })).status).toBe(422);
    expect((await fetch(`${laptop.addresses.gateway}/v1/records/unreached-messages`)).status).toBe(401);
  });
});
