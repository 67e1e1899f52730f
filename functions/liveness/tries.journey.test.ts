import type { CloudApiFault } from 'tencent-stand-in/api.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolvePorts } from '../../platform/edge/ports.ts';
import { reviews } from '../../tests/support/database/service-ports.ts';
import {
  anyFrame,
  type CheckView,
  type SiteOwner,
  similar,
  siteOwnerAt,
} from '../../tests/support/pictures/liveness-tries.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';
import { room } from './index.ts';
import { showCheck } from './show-check.ts';
import { verify } from './verify.ts';

const { laptop, log } = await inProcessLaptop({ review: 'manual' });

const viewOf = ({ body }: { readonly body: unknown }) => body as CheckView;

/** One try, from the challenge to the result. */
async function tried(owner: SiteOwner, withPhoto: CloudApiFault, withRecord?: CloudApiFault) {
  const checkId = await owner.recorded();
  owner.faceIdSays(withPhoto, withRecord);
  return { checkId, reply: await owner.verification(checkId) };
}

describe('a try that FaceID passes', () => {
  it('[V4] passes for 72 hours, and states that a stand-in proves nobody’s identity', async () => {
    const owner = await siteOwnerAt(laptop, 'passing');
    const frame = await anyFrame();

    const { reply } = await tried(owner, similar(93, frame), similar(88.5, frame));

    const { expiresAt, ...view } = viewOf(reply);
    expect(view).toMatchObject({ state: 'passed', reasons: [], similarity: 88.5, assurance: 'none', triesLeft: 5 });
    expect(view.notices).toEqual(['内置核验结果，仅供演示和开发，不构成实名核身']);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 72 * 60 * 60 * 1000)).toBeLessThan(60_000);
  });

  it.each([
    [69.99, 98],
    [98, 69.99],
  ])('fails below 70 nevertheless: %d with the photo, %d with the record', async (photo, record) => {
    const owner = await siteOwnerAt(laptop, `below-${photo}`);
    const frame = await anyFrame();

    const { reply } = await tried(owner, similar(photo, frame), similar(record, frame));

    expect(viewOf(reply)).toMatchObject({ state: 'failed', similarity: 69.99, reasons: [{ code: 'other-person' }] });
  });
});

describe('a try that FaceID refuses', () => {
  let owner: SiteOwner;
  beforeAll(async () => {
    owner = await siteOwnerAt(laptop, 'refused');
  });

  it.each([
    ['ActionLightDark', 'too-dark', '光线太暗，请到明亮的地方重新拍摄。', 4],
    ['ActionCloseEye', 'challenge-missed', '没有按提示完成动作，请看清提示后按顺序完成。', 3],
    ['CompareLowSimilarity', 'other-person', '视频中的人与证件照片不一致，请由网站负责人本人完成。', 2],
  ])('with %s gives advice, and is used up', async (code, reason, advice, triesLeft) => {
    const { reply } = await tried(owner, { answer: { Result: `FailedOperation.${code}`, Sim: 0 } });

    expect(viewOf(reply)).toMatchObject({ state: 'failed', reasons: [{ code: reason, advice }], triesLeft });
  });

  it('by the record alone says that name and number do not match', async () => {
    const { reply } = await tried(owner, similar(95, await anyFrame()), { code: 'FailedOperation.IdNameMisMatch' });

    expect(viewOf(reply)).toMatchObject({ state: 'failed', reasons: [{ code: 'identity-mismatch' }], triesLeft: 1 });
  });

  it('a fifth time is handed over to a reviewer, and no further try is possible', async () => {
    const { checkId, reply } = await tried(owner, { code: 'FailedOperation.LivessDetectFake' });
    const sixth = await owner.open();

    expect(viewOf(reply)).toMatchObject({ state: 'handed-over', reasons: [{ code: 'not-live' }], triesLeft: 0 });
    expect(viewOf(reply).notices).toContain('核身次数已用完，由审核人员人工核验。');
    expect(await owner.show(checkId)).toEqual(reply.body);
    expect(refusalOf(sixth)).toBe('409 liveness.too-many-tries');
  });
});

describe('a try without an answer', () => {
  it.each([
    ['throttles', { code: 'RequestLimitExceeded' }],
    ['has too many videos waiting', { answer: { Result: 'FailedOperation.RequestLimitExceeded' } }],
    ['could not fetch the video', { code: 'FailedOperation.DownLoadTimeoutError' }],
  ])('because FaceID %s can be verified again', async (what, fault) => {
    const owner = await siteOwnerAt(laptop, what);
    const { checkId } = await tried(owner, fault);
    const between = await owner.show(checkId);
    const frame = await anyFrame();
    owner.faceIdSays(similar(90, frame), similar(90, frame));

    const again = await owner.verification(checkId);

    expect(between).toMatchObject({ state: 'open', triesLeft: 5 });
    expect(viewOf(again)).toMatchObject({ state: 'passed' });
  });

  it.each([
    ['a broken connection', { status: 502 }],
    ['an error inside', { code: 'InternalError' }],
    ['a code that nobody has documented', { code: 'FailedOperation.SomethingNew' }],
    ['an answer without a result', { answer: {} }],
  ])('but %s is not counted, and is never repeated', async (what, fault) => {
    const owner = await siteOwnerAt(laptop, what);
    const { checkId, reply } = await tried(owner, fault);
    const before = owner.billed();

    const again = await owner.verification(checkId);

    expect(viewOf(reply)).toMatchObject({ state: 'unanswered', reasons: [{ code: 'try-later' }], triesLeft: 5 });
    expect(refusalOf(again)).toBe('409 liveness.closed');
    expect(owner.billed()).toEqual(before);
  });

  it('[A4] after the first comparison was billed is not counted, and nothing is billed twice', async () => {
    const owner = await siteOwnerAt(laptop, 'half way');
    const before = owner.billed();
    const { checkId, reply } = await tried(owner, similar(90, await anyFrame()), { code: 'RequestLimitExceeded' });

    const again = await owner.verification(checkId);

    expect(viewOf(reply)).toMatchObject({ state: 'unanswered', reasons: [{ code: 'try-later' }], triesLeft: 5 });
    expect(refusalOf(again)).toBe('409 liveness.closed');
    expect(owner.billed()).toEqual({ ...before, compared: before.compared + 1 });
  });

  it('because the account is in arrears alarms the operator, with the code only', async () => {
    const owner = await siteOwnerAt(laptop, 'arrears');
    log.clear();

    const { reply } = await tried(owner, { code: 'UnauthorizedOperation.Arrears' });

    expect(viewOf(reply)).toMatchObject({ state: 'open', reasons: [{ code: 'try-later' }] });
    expect(log.lines().filter(({ level }) => level === 'alarm')).toMatchObject([
      { function: 'liveness', port: 'liveness', vendorCode: 'UnauthorizedOperation.Arrears' },
    ]);
  });

  it('because the daily limit is reached is not counted', async () => {
    const owner = await siteOwnerAt(laptop, 'daily limit');

    const { reply } = await tried(owner, { code: 'FailedOperation.IdentityAuthLimitExceeded' });

    const advice = '今天的核身次数已用完，请明天再试。';
    expect(viewOf(reply)).toMatchObject({ state: 'unanswered', reasons: [{ advice }], triesLeft: 5 });
  });
});

describe('an instance that dies after it has called FaceID', () => {
  it('[A4] leaves the try unused, and FaceID is never called for it again', async () => {
    const owner = await siteOwnerAt(laptop, 'unlucky');
    const { applicantId } = await (await reviews()).findFiling(owner.filingId);
    const checkId = await owner.recorded();
    const before = owner.billed();
    owner.faceIdSays({ answer: { Result: 'FailedOperation.LivessDetectFake' } });
    const ports = await resolvePorts(room.ports);
    const dying: typeof ports.livenessProvider = {
      paidBy: (payer) => {
        const provider = ports.livenessProvider.paidBy(payer);
        return {
          ...provider,
          verify: async (evidence) => {
            await provider.verify(evidence);
            throw new Error('killed');
          },
        };
      },
    };

    const died = verify({ applicantId, checkId }, { ...ports, livenessProvider: dying });

    await expect(died).rejects.toThrow('killed');
    const again = await owner.verification(checkId);
    const now = await owner.show(checkId);
    const later = { now: () => new Date(Date.now() + 16 * 60 * 1000) };
    const afterwards = await showCheck({ applicantId, checkId }, { ...ports, clock: later });
    expect(refusalOf(again)).toBe('409 liveness.closed');
    expect(now).toMatchObject({ state: 'verifying', triesLeft: 4 });
    expect(afterwards).toMatchObject({ state: 'unanswered', reasons: [{ code: 'try-later' }], triesLeft: 5 });
    expect(owner.billed()).toEqual({ ...before, compared: before.compared + 1 });
  });
});

describe('two concurrent verifications', () => {
  it('[A4] call FaceID once', async () => {
    const owner = await siteOwnerAt(laptop, 'in a hurry');
    const checkId = await owner.recorded();
    const before = owner.billed();
    owner.faceIdSays({ answer: { Result: 'FailedOperation.LivessDetectFake' } });

    const replies = await Promise.all([owner.verification(checkId), owner.verification(checkId)]);

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(owner.billed()).toEqual({ ...before, compared: before.compared + 1 });
  });
});
