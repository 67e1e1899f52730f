import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawOtherPersonPhoto, drawPhoto } from 'specimens/person.ts';
import type { CloudApiFault } from 'tencent-stand-in/api.ts';
import { describe, expect, it } from 'vitest';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import {
  anyFrame,
  type CheckView,
  type SiteOwner,
  similar,
  siteOwnerAt,
} from '../../tests/support/pictures/liveness-tries.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual' });

const ADVICE =
  '身份证照片在核身之后换过，没有确认新照片与核身的是同一人。请重新上传网站负责人本人的身份证人像面，或由本人重新核身。';

const [same, other] = await Promise.all([drawPhoto(), drawOtherPersonPhoto()]);
const cardWith = (portrait: Buffer) => drawIdFront(ENTERPRISE.idCard, { portrait });

const upload = async ({ filer, filingId }: SiteOwner, bytes: Buffer) =>
  filer.upload(filingId, 'id-front', 'principal', bytes);

/** A site owner who has passed; without a card, or with one of their own. */
async function passed(name: string, card?: Buffer) {
  const owner = await siteOwnerAt(laptop, name);
  if (card) await upload(owner, card);
  const checkId = await owner.recorded();
  await passes(owner, checkId);
  return { owner, checkId };
}

async function passes(owner: SiteOwner, checkId: string): Promise<CheckView> {
  const frame = await anyFrame();
  owner.faceIdSays(similar(93, frame), similar(92, frame));
  return (await owner.verification(checkId)).body as CheckView;
}

/** The check's state, and what the preview says about it. */
async function standing({ filer, filingId, show }: SiteOwner, checkId: string) {
  const { findings } = await filer.preview(filingId);
  const found = findings.filter(({ field }) => field === 'websites.0.liveness');
  return { state: (await show(checkId)).state, findings: found.map(({ ruleId, severity }) => `${ruleId} ${severity}`) };
}

const COUNTS = { state: 'passed', findings: [] };
const COUNTS_NO_LONGER = { state: 'card-replaced', findings: ['MT-95 block'] };

// The laptop’s engines read the cards and compare the faces, and other tests share the processor.
describe('an ID card that comes after a pass', { timeout: 150_000 }, () => {
  it('with another face makes it count no longer, until one with the same face comes', async () => {
    const { owner, checkId } = await passed('replacing', await cardWith(same));
    const before = await standing(owner, checkId);

    await upload(owner, await cardWith(other));
    const after = await standing(owner, checkId);
    const view = await owner.show(checkId);
    await upload(owner, await cardWith(same));

    expect([before, after]).toEqual([COUNTS, COUNTS_NO_LONGER]);
    expect(view).toMatchObject({ reasons: [{ code: 'card-replaced', advice: ADVICE }], triesLeft: 5 });
    expect(await standing(owner, checkId)).toEqual(COUNTS);
  });

  it('is compared, too, when it is the first one', async () => {
    const { owner, checkId } = await passed('first card');

    await upload(owner, await cardWith(other));

    expect(await standing(owner, checkId)).toEqual(COUNTS_NO_LONGER);
  });

  it.each<[string, CloudApiFault]>([
    ['shows no face', { code: 'InvalidParameterValue.NoFaceInPhoto' }],
    ['has a face that is not similar enough', { answer: { Score: 38 } }],
    ['can not be compared, because the vendor fails', { code: 'FailedOperation.ServerError' }],
  ])('makes it count no longer when it %s', async (what, comparison) => {
    const { owner, checkId } = await passed(what);
    laptop.cloudApi.failNext('CompareFace', comparison);

    await upload(owner, await cardWith(same));

    expect(await standing(owner, checkId)).toEqual(COUNTS_NO_LONGER);
  });

  it('is left alone by another check of its holder, who passes again with it', async () => {
    const { owner, checkId } = await passed('passing again', await cardWith(same));
    await upload(owner, await cardWith(other));
    const again = await owner.recorded();
    laptop.cloudApi.failNext('CompareFace', { answer: { Score: 80 } });

    const { state } = await passes(owner, again);

    expect(state).toBe('passed');
    expect((await standing(owner, again)).findings).toEqual([]);
    expect((await owner.show(checkId)).state).toBe('card-replaced');
  });

  it('while the check was open, after the photo had been compared, is compared when the check has passed', async () => {
    const owner = await siteOwnerAt(laptop, 'meanwhile');
    await upload(owner, await cardWith(same));
    const checkId = await owner.recorded();
    owner.faceIdSays({ code: 'RequestLimitExceeded' });
    await owner.verification(checkId);
    await upload(owner, await cardWith(other));

    const { state, reasons } = await passes(owner, checkId);

    expect([state, reasons.map(({ code }) => code)]).toEqual(['card-replaced', ['card-replaced']]);
  });
});

describe('a submission with a card that the pass was not compared with', () => {
  it('is refused with what to do', async () => {
    const filer = await laptop.signedIn('submitting');
    const { filingId } = await readyFiling(filer);
    const before = await filer.preview(filingId);
    await readyDocument(await (await reviews()).findFiling(filingId), 'id-front', 'principal');

    const refused = await filer.submit(filingId).catch((error: unknown) => error);

    expect(before.submittable).toBe(true);
    expect(refused).toMatchObject({ code: 'filing.incomplete' });
    expect(JSON.stringify(refused)).toContain(ADVICE);
  });
});
