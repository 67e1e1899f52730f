import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawChallengeVideo, drawOtherPersonPhoto, drawPhoto, portrait } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import { documents, livenessChecks } from '../../tests/support/database/service-ports.ts';
import { filledDraft, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { type CheckView, withOtherBytes } from '../../tests/support/pictures/liveness-tries.ts';
import { nextTake } from '../../tests/support/pictures/takes.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, sharedLaptop } from '../../tests/support/test-laptop.ts';
import { Refusal } from '../../tools/walk/filer.ts';

const { laptop } = await sharedLaptop();
const filer = await laptop.signedIn('owner');
const call = await callerAt(laptop, 'owner');
const { filingId, websiteId } = await filledDraft(filer);
const film = await drawChallengeVideo(['mouth', 'blink']);
// The laptop's authority knows the faces of the cards that were read.
const card = await drawIdFront(ENTERPRISE.idCard, { portrait: await portrait() });
await filer.upload(filingId, 'id-front', 'principal', card);

/**
 * A check whose media have arrived. Only one video is drawn, so checks are opened, which costs nothing, until the
 * challenge is the one that the video shows, or is not.
 */
async function recorded({ asAsked = true, of }: { asAsked?: boolean; of?: Buffer } = {}): Promise<string> {
  for (;;) {
    const { checkId, challenge, ...grants } = await filer.openLiveness(filingId, websiteId, CONSENT_TEXT_VERSION);
    const isShown = challenge.map(({ action }) => action).join() === 'open-mouth,close-eyes';
    if (isShown !== asAsked) continue;
    await filer.uploadGranted(grants.photo, of ?? (await drawPhoto(nextTake())));
    await filer.uploadGranted(grants.video, withOtherBytes(film));
    return checkId;
  }
}

const verification = (checkId: string, by: Call = call) => by('POST', `/v1/liveness-checks/${checkId}/verification`);
const shown = async (checkId: string) => (await call('GET', `/v1/liveness-checks/${checkId}`)).body as CheckView;
const asked = () => laptop.cloudApi.calls('LivenessCompare') + laptop.cloudApi.calls('LivenessRecognition');

/** Verifies again while the answer is to try later, as it is when other tests keep the processor from the engine. */
async function answered(checkId: string) {
  for (;;) {
    const before = asked();
    const reply = await verification(checkId);
    const isLate = reply.status === 503 || JSON.stringify(reply.body).includes('try-later');
    if (!isLate) return { reply, asked: asked() - before };
  }
}

// A comparison examines a whole video, and other tests share the processor.
describe('verifying', { timeout: 150_000 }, () => {
  it('reopens the try when the vendor is busy, then passes, and is closed afterwards', async () => {
    const checkId = await recorded();
    laptop.cloudApi.failNext('LivenessCompare', { code: 'RequestLimitExceeded' });

    const busy = await verification(checkId);
    const between = await shown(checkId);
    const passed = await answered(checkId);
    const again = await verification(checkId);

    const { state, reasons, similarity } = passed.reply.body as CheckView;
    expect(refusalOf(busy)).toBe('503 vendor.unavailable');
    expect(between.state).toBe('open');
    expect({ state, reasons }).toEqual({ state: 'passed', reasons: [] });
    expect(similarity).toBeGreaterThanOrEqual(70);
    expect(refusalOf(again)).toBe('409 liveness.closed');
    // Once with the photo, once with the authority's record.
    expect(passed.asked).toBe(2);
    expect(await shown(checkId)).toEqual(passed.reply.body);
    const checks = await (await livenessChecks()).ofFiling(filingId);
    const { frameDocumentIds = [] } = checks.find(({ id }) => id === checkId) ?? {};
    const kept = (await (await documents()).ofFiling(filingId)).filter(({ kind }) => kind === 'liveness-frame');
    expect(frameDocumentIds).toHaveLength(3);
    expect(kept.map(({ id }) => id).toSorted()).toEqual(frameDocumentIds.toSorted());
  });

  it('fails with a video that shows another challenge', async () => {
    const { reply } = await answered(await recorded({ asAsked: false }));

    expect(reply.body).toMatchObject({ state: 'failed', reasons: [{ code: 'challenge-missed' }] });
  });

  it("fails with somebody else's photo by its ID card, before FaceID is billed", async () => {
    const { reply, asked } = await answered(await recorded({ of: await drawOtherPersonPhoto(nextTake()) }));

    expect(reply.body).toMatchObject({ state: 'failed', reasons: [{ code: 'not-on-card' }] });
    expect(asked).toBe(0);
  });
});

describe('a check of somebody who is no longer the site owner', () => {
  it('can not be verified, and one that they passed does not count for their successor', async () => {
    const owner = await laptop.signedIn('replaced');
    const ready = await readyFiling(owner);
    const { checkId } = await owner.openLiveness(ready.filingId, ready.websiteId, CONSENT_TEXT_VERSION);
    const before = await owner.preview(ready.filingId);
    await owner.saveSiteOwner(ready.filingId, ready.websiteId, { ...ENTERPRISE.principal, name: '何书云' });

    const reply = await verification(checkId, await callerAt(laptop, 'replaced'));
    const after = await owner.preview(ready.filingId);

    expect(refusalOf(reply)).toBe('409 liveness.expired');
    expect(before.submittable).toBe(true);
    expect(after.findings).toContainEqual(
      expect.objectContaining({ ruleId: 'MT-14', severity: 'block', field: 'websites.0.liveness' }),
    );
  });
});

describe('verifying without the prerequisites', () => {
  const open = () => filer.openLiveness(filingId, websiteId, CONSENT_TEXT_VERSION);

  it('is refused until photo and video have arrived, and uses no try', async () => {
    const { checkId, ...grants } = await open();
    const before = asked();

    const none = await verification(checkId);
    await filer.uploadGranted(grants.photo, await drawPhoto(nextTake()));
    const half = await verification(checkId);

    expect([none, half].map(refusalOf)).toEqual(['409 liveness.media-missing', '409 liveness.media-missing']);
    expect((await shown(checkId)).state).toBe('open');
    expect(asked()).toBe(before);
  });

  it('returns the findings of a file that was refused', async () => {
    const { checkId, ...grants } = await open();
    await filer.uploadGranted(grants.photo, await drawPhoto(nextTake()));
    await expect(filer.uploadGranted(grants.video, await drawPhoto())).rejects.toThrow(Refusal);

    const reply = await verification(checkId);

    expect((reply.body as ErrorReply).error).toMatchObject({
      code: 'liveness.media-missing',
      facts: { findings: [{ ruleId: 'MT-05', message: '这个文件不是核身视频需要的类型，请上传拍摄的原图或原视频。' }] },
    });
  });

  it('is refused when the challenge has expired', async () => {
    const { checkId } = await open();
    await (await livenessChecks()).change(checkId, 'open', { state: 'open', expiresAt: new Date(Date.now() - 1) });

    const reply = await verification(checkId);

    expect(refusalOf(reply)).toBe('409 liveness.expired');
  });

  it("is refused for another person's check, which is not shown to them either", async () => {
    const { checkId } = await open();
    const stranger = await callerAt(laptop, 'stranger');

    const replies = [await verification(checkId, stranger), await stranger('GET', `/v1/liveness-checks/${checkId}`)];

    expect(replies.map(refusalOf)).toEqual(['404 liveness.unknown', '404 liveness.unknown']);
  });
});
