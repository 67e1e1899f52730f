import { describe, expect, it } from 'vitest';
import { ids } from '../../platform/compose/system.ts';
import { forgetFacts } from '../../tests/support/database/database.ts';
import { authorizationCodes } from '../../tests/support/database/service-ports.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { eligibleInput, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
const owner = await callerAt(laptop, 'owner');

const CODES = '/v1/authorization-codes';
const resource = (resourceId: string, product = 'cvm', region = 'ap-guangzhou') => ({ product, resourceId, region });

interface Created {
  readonly codeId: string;
  readonly lastFour: string;
  readonly view: { readonly url: string };
}

async function created(call: Call, body: object = { resource: resource('ins-gz000001') }) {
  const reply = await call('POST', CODES, body);
  const { codeId, lastFour, view } = reply.body as Created;
  const { code } = (await (await fetch(view.url)).json()) as { code: string };
  return { reply, codeId, lastFour, code };
}

const accountOf = async (call: Call) => ((await call('GET', CODES)).body as { accountId: string }).accountId;
const check = async (call: Call, code: string) => {
  const cloudService = { kind: 'authorization-code', code };
  await haveCertificateFor(call, eligibleInput('enterprise'));
  const { body } = await call('POST', '/v1/eligibility-checks', { ...eligibleInput('enterprise'), cloudService });
  return body as { eligible: boolean; findings: readonly { ruleId: string }[] };
};

describe('creating a code', () => {
  it('shows the code in a view, and only its last four characters in the reply and the list', async () => {
    const { reply, code, codeId, lastFour } = await created(owner);

    const { body } = await owner('GET', CODES);

    expect(reply.status).toBe(201);
    expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
    expect(lastFour).toBe(code.slice(-4));
    expect(reply.text).not.toContain(code.slice(0, 9));
    expect(JSON.stringify(body)).not.toContain(code.slice(0, 9));
    expect(body).toMatchObject({ codes: [{ codeId, lastFour, state: 'free', resource: resource('ins-gz000001') }] });
  });

  it.each([
    ['a light server', resource('lhins-gz000001', 'lighthouse'), 'CS-14'],
    ['a load balancer', resource('lb-gz000001', 'clb'), 'CS-14'],
    ['a server overseas', resource('ins-hongkong', 'cvm', 'ap-hongkong'), 'CS-01'],
    ['a postpaid server', resource('ins-postpaid'), 'CS-02'],
    ['a server bought for two months', resource('ins-twomonth'), 'CS-03'],
    ['a server that ends soon', resource('ins-ending01'), 'CS-04'],
    ['a server without a public address', resource('ins-nopublic'), 'CS-05'],
    ['a server that is not there', resource('ins-nobody01'), 'CS-90'],
  ])('is refused with the rule, and creates none: %s', async (_, body, ruleId) => {
    const call = await callerAt(laptop, 'refused');

    const reply = await call('POST', CODES, { resource: body });

    const { findings } = (reply.body as ErrorReply).error.facts as { findings: readonly object[] };
    expect(refusalOf(reply)).toBe('422 authorization-code.server');
    expect(findings).toContainEqual(expect.objectContaining({ ruleId, field: 'resource' }));
    expect((await call('GET', CODES)).body).toMatchObject({ codes: [] });
  });

  it('is refused when the server can not be queried', async () => {
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext('DescribeInstances', { code: 'InternalError' });

    const reply = await owner('POST', CODES, { resource: resource('ins-gz000001') });

    expect(refusalOf(reply)).toBe('503 vendor.unavailable');
  });
});

describe('filing with a code', () => {
  it('is possible for anybody who knows it', async () => {
    const { code } = await created(await callerAt(laptop, 'generous'));

    const answer = await check(await callerAt(laptop, 'guest'), code.toLowerCase());

    expect(answer).toMatchObject({ eligible: true, findings: [] });
  });

  it('is possible only for its target when it has one', async () => {
    const [guest, stranger] = [await callerAt(laptop, 'guest'), await callerAt(laptop, 'stranger')];
    const targetAccountId = await accountOf(guest);
    const { code } = await created(await callerAt(laptop, 'careful'), {
      resource: resource('ins-gz000001'),
      targetAccountId,
    });

    const answers = [await check(guest, code), await check(stranger, code)];

    expect(answers).toMatchObject([{ eligible: true }, { eligible: false, findings: [{ ruleId: 'CS-09' }] }]);
  });

  it('is refused for a code that does not exist', async () => {
    const answer = await check(owner, 'AAAA-BBBB-CCCC-DDDD');

    expect(answer).toMatchObject({ eligible: false, findings: [{ ruleId: 'CS-09' }] });
  });
});

describe('a code whose server expires', () => {
  /** A code of a server that was valid when the code was created. */
  async function codeFor(call: Call, resourceId: string) {
    const [ownerId, code] = [await accountOf(call), (await ids()).uuid()];
    const server = { kind: 'resource', ...resource(resourceId), product: 'cvm' } as const;
    await (await authorizationCodes()).create({ id: (await ids()).uuid(), code, ownerId, server }, 5);
    return code;
  }
  const statesOf = async (call: Call) =>
    ((await call('GET', CODES)).body as { codes: readonly { state: string }[] }).codes.map(({ state }) => state);

  it.each([
    ['that ends within 30 days', 'ins-ending01', ['CS-11']],
    ['that has ended', 'ins-expired1', ['CS-11', 'CS-92']],
    ['that is gone', 'ins-nobody01', ['CS-09']],
  ])('is listed as invalid and refused: of a server %s', async (_, resourceId, ruleIds) => {
    const call = await callerAt(laptop, `owner of ${resourceId}`);
    const code = await codeFor(call, resourceId);

    const [states, answer] = [await statesOf(call), await check(await callerAt(laptop, 'guest'), code)];

    expect(states).toEqual(['invalid']);
    expect(answer).toMatchObject({ eligible: false, findings: ruleIds.map((ruleId) => ({ ruleId })) });
  });

  it('keeps its state while its server can not be queried', async () => {
    const call = await callerAt(laptop, 'owner in the dark');
    await codeFor(call, 'ins-ending01');
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext('DescribeInstances', { code: 'InternalError' });

    const states = [await statesOf(call), await statesOf(call)];

    expect(states).toEqual([['free'], ['invalid']]);
  });
});

describe('deleting a code', () => {
  it('makes it unusable', async () => {
    const call = await callerAt(laptop, 'changing-mind');
    const { codeId, code } = await created(call);

    const reply = await call('DELETE', `${CODES}/${codeId}`);

    expect(reply).toMatchObject({ status: 200, body: { codeId } });
    expect(await check(call, code)).toMatchObject({ eligible: false });
  });

  it('is refused for others', async () => {
    const { codeId } = await created(await callerAt(laptop, 'robbed'));

    const reply = await (await callerAt(laptop, 'robber'))('DELETE', `${CODES}/${codeId}`);

    expect(refusalOf(reply)).toBe('404 authorization-code.unknown');
  });
});
