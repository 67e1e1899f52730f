import { describe, expect, it } from 'vitest';
import { openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { lockWait } from '../../../../tests/support/database/lock-wait.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling, filingIn } from '../../../../tests/support/filings/filings.ts';

const { test, instance } = await testInstance();

const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;

const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;
/** A new code in capital letters. */
const freshCode = () => instance.ids.uuid().toUpperCase();

async function codeOf(
  ownerId: string,
  { targetId, server = SERVER }: { targetId?: string; server?: typeof SERVER } = {},
) {
  const code = freshCode();
  const id = instance.ids.uuid();
  await instance.authorizationCodes.create({ id, code, ownerId, server, targetId }, 5);
  return { id, code };
}

const stateOf = async (code: string) => (await instance.authorizationCodes.findByCode(code))?.state;

describe('a new code', () => {
  it('is found by its text, with or without dashes and capital letters, and is free', async () => {
    const ownerId = await account();
    const { id, code } = await codeOf(ownerId);

    const found = await instance.authorizationCodes.findByCode(code.toLowerCase().replaceAll('-', ''));

    expect(found).toEqual({
      id,
      lastFour: code.slice(-4),
      ownerId,
      targetId: undefined,
      server: SERVER,
      state: 'free',
      filingId: undefined,
      createdAt: instance.clock.now(),
    });
  });

  it('is not stored in clear', async () => {
    const { id, code } = await codeOf(await account());

    const [row] = await test.query<{ text: string }>('select c::text as text from authorization_code c where id = $1', [
      id,
    ]);

    expect(row?.text).toContain(code.slice(-4));
    expect(row?.text).not.toContain(code.slice(0, 8));
    expect(row?.text.toLowerCase()).not.toContain(Buffer.from(code).toString('hex'));
  });

  it('is refused beyond five per server, but not for another server', async () => {
    const ownerId = await account();
    for (let n = 0; n < 5; n++) await codeOf(ownerId);

    const sixth = codeOf(ownerId);
    const elsewhere = codeOf(ownerId, { server: { ...SERVER, region: 'ap-shanghai' } as unknown as typeof SERVER });

    await expect(sixth).rejects.toMatchObject({ refusal: 'authorization-code.too-many', facts: { max: 5 } });
    expect((await elsewhere).code).toBeDefined();
  });

  it('is refused beyond five when twelve are created concurrently', async () => {
    const ownerId = await account();
    const instances = await openInstances(6, test.url);

    const made = await outcomes(
      Array.from({ length: 12 }, (_, n) =>
        instances
          .nth(n)
          .authorizationCodes.create({ id: instance.ids.uuid(), code: freshCode(), ownerId, server: SERVER }, 5),
      ),
    );

    await instances.close();
    expect(made).toEqual({ done: 5, 'authorization-code.too-many': 7 });
  });

  it('is refused for a target that does not exist', async () => {
    const code = codeOf(await account(), { targetId: instance.ids.uuid() });

    await expect(code).rejects.toMatchObject({ refusal: 'authorization-code.target-unknown' });
  });
});

describe('the codes of an account', () => {
  it('are its own, each with its state', async () => {
    const [mine, other] = [await account(), await account()];
    const { id } = await codeOf(mine);
    await codeOf(other);

    const codes = await instance.authorizationCodes.ofOwner(mine);

    expect(codes.map((code) => [code.id, code.state])).toEqual([[id, 'free']]);
  });
});

describe('assignToFiling', () => {
  it('reserves the code for a filing until that is approved, and then for good', async () => {
    const at = await filingIn(instance, 'authority-review');
    const { code } = await codeOf(await account());

    await instance.authorizationCodes.assignToFiling([code], at);
    const during = await stateOf(code);
    const numbers = { organizer: '粤ICP备2026000001号', websites: {} };
    await instance.reviews.changeFiling(at.filingId, () => ({ event: 'approve', numbers }));
    const after = await stateOf(code);

    expect([during, after]).toEqual(['in-use', 'used']);
  });

  it('frees the code once the filing is abandoned', async () => {
    const [first, second] = [await draftFiling(instance), await draftFiling(instance)];
    const { code } = await codeOf(await account());
    await instance.authorizationCodes.assignToFiling([code], first);
    const early = instance.authorizationCodes.assignToFiling([code], second);
    await expect(early).rejects.toMatchObject({ refusal: 'authorization-code.unusable' });

    await instance.filings.change(first.filingId, first.applicantId, () => ({ event: 'abandon' }));
    const between = await stateOf(code);
    await instance.authorizationCodes.assignToFiling([code], second);

    expect(between).toBe('free');
    expect((await instance.authorizationCodes.findByCode(code))?.filingId).toBe(second.filingId);
  });

  it('changes nothing when repeated for a filing, and frees codes that it no longer names', async () => {
    const at = await draftFiling(instance);
    const ownerId = await account();
    const [kept, dropped, others] = [await codeOf(ownerId), await codeOf(ownerId), await codeOf(ownerId)];
    await instance.authorizationCodes.assignToFiling([others.code], await draftFiling(instance));

    await instance.authorizationCodes.assignToFiling([kept.code, dropped.code], at);
    await instance.authorizationCodes.assignToFiling([kept.code], at);
    const states = [await stateOf(kept.code), await stateOf(dropped.code)];
    await instance.authorizationCodes.assignToFiling([], at);

    expect(states).toEqual(['in-use', 'free']);
    expect([await stateOf(kept.code), await stateOf(others.code)]).toEqual(['free', 'in-use']);
  });

  it('refuses an unknown code, another target’s, and one code twice, and then assigns none', async () => {
    const at = await draftFiling(instance);
    const ownerId = await account();
    const [good, bound] = [await codeOf(ownerId), await codeOf(ownerId, { targetId: await account() })];

    const uses = await outcomes([
      instance.authorizationCodes.assignToFiling([good.code, freshCode()], at),
      instance.authorizationCodes.assignToFiling([good.code, bound.code], at),
      instance.authorizationCodes.assignToFiling([good.code, good.code], at),
    ]);

    expect(uses).toEqual({ 'authorization-code.unusable': 3 });
    expect(await stateOf(good.code)).toBe('free');
  });

  it('accepts the target of a code', async () => {
    const at = await draftFiling(instance);
    const { code } = await codeOf(await account(), { targetId: at.applicantId });

    await instance.authorizationCodes.assignToFiling([code], at);

    expect(await stateOf(code)).toBe('in-use');
  });

  it('gives a code to one of ten concurrent filings', async () => {
    const filings = await Promise.all(Array.from({ length: 10 }, () => draftFiling(instance)));
    const { code } = await codeOf(await account());
    const instances = await openInstances(10, test.url);

    const uses = await outcomes(
      filings.map((filing, n) => instances.nth(n).authorizationCodes.assignToFiling([code], filing)),
    );

    await instances.close();
    expect(uses).toEqual({ done: 1, 'authorization-code.unusable': 9 });
  });
});

describe('remove', () => {
  it('deletes a free code', async () => {
    const ownerId = await account();
    const { id, code } = await codeOf(ownerId);

    await instance.authorizationCodes.remove(id, ownerId);

    expect(await instance.authorizationCodes.findByCode(code)).toBeUndefined();
  });

  it('refuses another owner’s code and one that a filing uses', async () => {
    const ownerId = await account();
    const { id, code } = await codeOf(ownerId);
    await instance.authorizationCodes.assignToFiling([code], await draftFiling(instance));

    const removals = await outcomes([
      instance.authorizationCodes.remove(id, await account()),
      instance.authorizationCodes.remove(id, ownerId),
    ]);

    expect(removals).toEqual({ 'authorization-code.unknown': 1, 'authorization-code.in-use': 1 });
    expect(await stateOf(code)).toBe('in-use');
  });

  it('waits for a filing that takes the code meanwhile, and is refused because of it', async () => {
    const ownerId = await account();
    const [at, { id, code }] = [await draftFiling(instance), await codeOf(ownerId)];
    const instances = await openInstances(2, test.url);
    const [takes, removes] = [instances.nth(0), instances.nth(1)];

    const { removing } = await takes.transactions.inTransaction(async () => {
      await takes.authorizationCodes.assignToFiling([code], at);
      const removing = outcomes([removes.authorizationCodes.remove(id, ownerId)]);
      await lockWait(test);
      return { removing };
    });

    expect(await removing).toEqual({ 'authorization-code.in-use': 1 });
    expect(await stateOf(code)).toBe('in-use');
    await instances.close();
  });
});
