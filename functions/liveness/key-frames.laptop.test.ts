import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Failed } from '../../platform/ports/failed.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testCos } from '../../tests/support/database/cos-under-test.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../tests/support/filings/filings.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { keepFrames } from './key-frames.ts';

const { test, instance } = await testInstance(testClock('2026-11-24T02:00:00Z'));
const cos = await testCos();
const objectStore = objectStoreOn(cos);

/** A frame of one colour, whose file says where and by what it was taken. */
const frame = (background: string, side = 640) =>
  sharp({ create: { width: side, height: 480, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Model: 'camera of the vendor' } })
    .toBuffer();
const [RED, GREEN, BLUE, GREY] = await Promise.all(['#f00', '#0f0', '#00f', '#888'].map((colour) => frame(colour)));

async function kept(frames: readonly (Buffer | undefined)[], store: ObjectStore = objectStore) {
  const { filingId, websiteId, applicantId } = await draftFiling(instance);
  const check = { id: instance.ids.uuid(), filingId, websiteId, applicantId };
  const ports = { documents: instance.documents, ids: instance.ids, objectStore: store };
  const ids = await keepFrames(check, frames as readonly Buffer[], ports);
  const documents = await instance.documents.ofFiling(filingId);
  const files = await Promise.all(
    ids.map((id) => {
      const { cleanKey } = documents.find((document) => document.id === id) ?? {};
      return cleanKey === undefined ? undefined : objectStore.read(cleanKey, { maxBytes: 1_000_000 });
    }),
  );
  return { ids, documents, files, filingId, applicantId, websiteId };
}

const colourOf = async (file: Buffer | undefined) => {
  const { dominant } = await sharp(file).stats();
  return Object.entries(dominant).toSorted(([, a], [, b]) => b - a)[0]?.[0];
};

describe('the key frames that a vendor returns with a passed check', () => {
  it('are kept as documents of the website, in the vendor’s order, at most three and none twice', async () => {
    const { ids, documents, files, websiteId } = await kept([RED, RED, GREEN, BLUE, GREY]);

    expect(ids).toHaveLength(3);
    expect(documents.map(({ kind, subject, state, contentType }) => [kind, subject, state, contentType])).toEqual(
      Array(3).fill(['liveness-frame', `website:${websiteId}`, 'ready', 'image/jpeg']),
    );
    expect(documents.every(({ cleanKey }) => /^clean\/materials\/[\w-]{22}$/.test(cleanKey ?? ''))).toBe(true);
    expect(await Promise.all(files.map(colourOf))).toEqual(['r', 'g', 'b']);
  });

  it('are written anew, without what their files say, and no larger than needed', async () => {
    const { files } = await kept([await frame('#f00', 3000)]);

    const { exif, width, format } = await sharp(files[0]).metadata();
    expect({ exif, width, format }).toEqual({ exif: undefined, width: 1280, format: 'jpeg' });
  });

  it('are left out where they are no pictures; none are kept where none came', async () => {
    const [some, none] = [await kept([Buffer.from('no picture'), GREEN]), await kept([])];

    expect(await Promise.all(some.files.map(colourOf))).toEqual(['g']);
    expect([none.ids, none.documents]).toEqual([[], []]);
  });

  it('cost no check when the store is out of order: they are missing then, and the log says so', async () => {
    const log = collectLog();
    const broken = { ...objectStore, write: () => Promise.reject(new Failed('object-store', 'broken', 'Busy')) };

    const { ids } = await kept([RED], broken);

    log.stop();
    expect(ids).toEqual([]);
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ level: 'warn', function: 'liveness', port: 'object-store', vendorCode: 'Busy' }),
    );
  });

  it('[E2] leave no object behind when their filing is erased while they are written', async () => {
    let written = '';
    const erasing: ObjectStore = {
      ...objectStore,
      async write(key, ...what) {
        written = key;
        await test.query('delete from document where clean_key = $1', [key]);
        await objectStore.write(key, ...what);
      },
    };

    await kept([RED], erasing);

    expect(written).not.toBe('');
    expect(await objectStore.look(written)).toBeUndefined();
  });

  it('[U9] count towards no limit of uploads', async () => {
    const { filingId, applicantId, ids } = await kept([RED, GREEN, BLUE]);
    const about = { filingId, applicantId, kind: 'id-front', subject: 'principal', contentType: 'image/jpeg' } as const;

    const own = { id: instance.ids.uuid(), maxBytes: 1, incomingKey: `incoming/${instance.ids.secret()}` };
    const created = instance.documents.create({ ...about, ...own }, { grants: 1, bytes: 1 });

    expect(ids).toHaveLength(3);
    await expect(created).resolves.toMatchObject({ state: 'waiting' });
  });
});
