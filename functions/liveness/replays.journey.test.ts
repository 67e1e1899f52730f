import sharp from 'sharp';
import { drawPhoto } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import {
  anyFrame,
  anyVideo,
  type CheckView,
  type SiteOwner,
  seenIn,
  similar,
  siteOwnerAt,
} from '../../tests/support/pictures/liveness-tries.ts';
import { nextTake } from '../../tests/support/pictures/takes.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';

const SEEN = {
  state: 'failed',
  reasons: [{ code: 'seen-before', advice: '这张照片或这段视频已经用于其他核身，请现场重新拍摄。' }],
};

/** Passed with `first`. */
const take = nextTake();
const { laptop } = await inProcessLaptop({ review: 'manual' });
const photo = await drawPhoto(take);
const video = await anyVideo();
const frame = await anyFrame();
const first = await siteOwnerAt(laptop, 'first');
const checkId = await first.recorded({ take, photo, video });
first.faceIdSays(similar(90, frame), similar(90, frame));
const { state } = (await first.verification(checkId)).body as CheckView;
if (state !== 'passed') throw new Error(`the first check ${state}`);

/** The same picture in another file: smaller, darker, and re-encoded. */
const writtenAnew = (picture: Buffer) =>
  sharp(picture).resize(481, 481).modulate({ brightness: 0.96 }).jpeg({ quality: 60 }).toBuffer();

async function answered(owner: SiteOwner, recording: Parameters<SiteOwner['recorded']>[0]) {
  const before = owner.billed();
  const reply = await owner.verification(await owner.recorded(recording));
  const after = owner.billed();
  return { body: reply.body as CheckView, asked: after.compared - before.compared };
}

describe('media that another check has used', () => {
  it.each<[string, () => Promise<Parameters<SiteOwner['recorded']>[0]>]>([
    ['a photo', async () => ({ photo })],
    ['a photo that was written anew', async () => ({ photo: await writtenAnew(photo) })],
    ['a video', async () => ({ video })],
  ])('are refused before FaceID is called: %s', async (what, recording) => {
    const owner = await siteOwnerAt(laptop, what);

    const { body, asked } = await answered(owner, await recording());

    expect(body).toMatchObject(SEEN);
    expect(asked).toBe(0);
  });

  it('are refused when only the key frames are the same, because the video was re-encoded', async () => {
    const owner = await siteOwnerAt(laptop, 'key frames');
    const checkId = await owner.recorded();
    const again = (await writtenAnew(Buffer.from(frame, 'base64'))).toString('base64');
    owner.faceIdSays(similar(95, again), similar(95, again));

    const { body } = await owner.verification(checkId);

    expect(body).toMatchObject({ ...SEEN, similarity: 95 });
  });
});

describe('media of somebody who has erased their account since', () => {
  it('are refused like any other: their bytes, and key frames of the film that was written anew', async () => {
    const goes = await siteOwnerAt(laptop, 'erases');
    const mine = nextTake();
    const [own, film, best] = [await drawPhoto(mine), await anyVideo(), await anyFrame()];
    goes.faceIdSays(similar(90, best), similar(90, best));
    const used = await answered(goes, { take: mine, photo: own, video: film });
    await goes.call('POST', `/v1/submissions/${goes.filingId}/abandonment`);
    const erased = await goes.call('DELETE', '/v1/me');
    const comes = await siteOwnerAt(laptop, 'comes with the same');

    const replayed = [
      await answered(comes, { take: mine, photo: own }),
      await answered(comes, { video: film }),
      await answered(comes, { photo: await writtenAnew(own) }),
    ];
    const again = (await writtenAnew(Buffer.from(best, 'base64'))).toString('base64');
    comes.faceIdSays(similar(95, again), similar(95, again));
    const reencoded = await answered(comes, {});

    expect([used.body.state, erased.body]).toEqual(['passed', { erasedFilings: 1 }]);
    expect(replayed.map(({ body, asked }) => [body.reasons.map(({ code }) => code), asked])).toEqual(
      Array.from({ length: 3 }, () => [['seen-before'], 0]),
    );
    expect(reencoded.body).toMatchObject({ ...SEEN, similarity: 95 });
  });
});

describe('a recording of which the vendor picks another best frame', () => {
  it('is refused by one of the other key frames', async () => {
    const owner = await siteOwnerAt(laptop, 'other best frame');
    const checkId = await owner.recorded();
    const [best, again] = [await anyFrame(), await writtenAnew(Buffer.from(frame, 'base64'))];
    const { answer } = similar(95, best);
    owner.faceIdSays({ answer: { ...answer, BestFrameList: [best, again.toString('base64')] } }, { answer });

    const { body } = await owner.verification(checkId);

    expect(body).toMatchObject({ ...SEEN, similarity: 95 });
  });
});

describe('a person’s own photo', () => {
  it('may be used for the next try of the same filing, but not once it has passed', async () => {
    const owner = await siteOwnerAt(laptop, 'own photo');
    const mine = nextTake();
    const own = await drawPhoto(mine);
    const other = await anyFrame();
    owner.faceIdSays({ code: 'FailedOperation.ActionCloseEye' });
    const first = await answered(owner, { photo: own, faces: [seenIn(mine)] });
    owner.faceIdSays(similar(90, other), similar(90, other));
    const second = await answered(owner, { photo: own, faces: [seenIn(mine)] });

    const third = await answered(owner, { photo: own, faces: [seenIn(mine)] });

    expect([first, second].map(({ body }) => body.reasons.map(({ code }) => code))).toEqual([['challenge-missed'], []]);
    expect(third.body).toMatchObject(SEEN);
  });
});

describe('a challenge', () => {
  it('is answered once: a check that has ended can not be verified again', async () => {
    const owner = await siteOwnerAt(laptop, 'once');
    const checkId = await owner.recorded();
    owner.faceIdSays({ code: 'FailedOperation.LivessDetectFake' });
    await owner.verification(checkId);

    const again = await owner.verification(checkId);

    expect(refusalOf(again)).toBe('409 liveness.closed');
  });

  it('is void as soon as another one is requested', async () => {
    const owner = await siteOwnerAt(laptop, 'void');
    const checkId = await owner.recorded();
    await owner.open();

    const reply = await owner.verification(checkId);

    expect(refusalOf(reply)).toBe('409 liveness.expired');
  });
});
