import { drawPhoto } from 'specimens/person.ts';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { anyFrame, type CheckView, seenIn, siteOwnerAt } from '../../tests/support/pictures/liveness-tries.ts';
import { nextTake } from '../../tests/support/pictures/takes.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

vi.stubEnv('LIVENESS_PROVIDER', 'eid');
const { laptop } = await inProcessLaptop({ review: 'manual' });
afterAll(() => vi.unstubAllEnvs());

interface Opened {
  readonly checkId: string;
  readonly challenge: readonly unknown[];
  readonly photo: { readonly documentId: string; readonly post: { url: string; fields: Record<string, string> } };
  readonly video?: unknown;
  readonly page: { readonly kind: string; readonly token: string; readonly url: string };
}

describe('a check on the vendor’s page', () => {
  it('requires only a photo, waits for the page, and passes with both comparisons', async () => {
    const owner = await siteOwnerAt(laptop, 'owner');
    const opened = (await owner.open()).body as Opened;
    const take = nextTake();
    await owner.filer.uploadGranted(opened.photo, await drawPhoto(take));
    laptop.cloudApi.failNext('DetectFace', { answer: { FaceInfos: [seenIn(take)] } });

    const early = await owner.verification(opened.checkId);
    const between = await owner.show(opened.checkId);
    const Text = { ErrCode: 0, Sim: '91.00' };
    laptop.cloudApi.failNext('GetEidResult', { answer: { Text, BestFrame: { BestFrame: await anyFrame() } } });
    laptop.cloudApi.failNext('CompareFace', { answer: { Score: 75 } });
    const passed = await owner.verification(opened.checkId);

    expect(opened).toMatchObject({ challenge: [], page: { kind: 'eid' } });
    expect(opened.video).toBeUndefined();
    expect((await fetch(opened.page.url)).status).toBe(200);
    expect(refusalOf(early)).toBe('409 liveness.unfinished');
    expect(between).toMatchObject({ state: 'open', triesLeft: 5 });
    expect(passed.body as CheckView).toMatchObject({ state: 'passed', similarity: 85, assurance: 'none' });
  });

  it('uses no try when the page was left until it expired', async () => {
    const owner = await siteOwnerAt(laptop, 'distracted');
    const opened = (await owner.open()).body as Opened;
    const take = nextTake();
    await owner.filer.uploadGranted(opened.photo, await drawPhoto(take));
    laptop.cloudApi.failNext('DetectFace', { answer: { FaceInfos: [seenIn(take)] } });
    laptop.cloudApi.failNext('GetEidResult', { code: 'InvalidParameterValue.BizTokenExpired' });

    const { body } = await owner.verification(opened.checkId);

    expect(body).toMatchObject({
      state: 'unanswered',
      triesLeft: 5,
      reasons: [{ code: 'page-timeout', advice: '核身页面已超时，请重新开始核身，本次不计次数。' }],
    });
  });
});
