import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { drawSignedLetter } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { testClock } from '../support/clock.ts';
import { sendForm, testUploads } from '../support/pictures/uploads.ts';

const uploads = await testUploads();
const ask = await uploads.uploader();
const photo = await drawSignedLetter(ENTERPRISE, '2026-11-24');
const other = await sharp(photo).negate().jpeg().toBuffer();
beforeEach(() => {
  uploads.cos.events.length = 0;
});

const text = (words: string) => Buffer.from(words, 'latin1');
const padded = (head: string) => Buffer.concat([text(head), Buffer.alloc(500)]);

/** A PNG of a few hundred bytes whose header says 30,000 × 30,000. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([text(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

/** Uploads with a valid grant, and runs intake. */
async function upload(bytes: Buffer, contentType = 'image/jpeg') {
  const grant = await ask('residence-proof', bytes.length, contentType);
  const { status } = await sendForm(grant.post, bytes);
  for (const event of [...uploads.cos.events]) await uploads.intake()(event);
  return { grant, status, document: await grant.find() };
}

const WRONG_TYPE = '这个文件不是居住证明需要的类型，请上传拍摄的原图或原视频。';
const BROKEN = '图片已损坏或不完整，请重新拍摄后上传。';
const TOO_LARGE = '图片尺寸过大，请用手机普通模式重新拍摄后上传。';

describe('[U4] [U5] a file that is not a valid photo', () => {
  it.each<[string, () => Buffer, string, string?]>([
    ['a Windows program', () => padded('MZ\x90\0'), WRONG_TYPE],
    ['a Linux program', () => padded('\x7fELF\x02\x01\x01'), WRONG_TYPE],
    ['a script', () => text('#!/bin/sh\nrm -rf /\n'), WRONG_TYPE],
    ['SVG', () => text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script/></svg>'), WRONG_TYPE],
    ['HTML', () => text('<!doctype html><script>alert(1)</script>'), WRONG_TYPE],
    ['a zip', () => padded('PK\x03\x04\x14\0\0\0\x08\0'), WRONG_TYPE],
    [
      'a zip that begins like a JPEG',
      () => padded('\xff\xd8\xff\xe0\0\x10JFIF\0PK\x03\x04'),
      '图片无法打开，请重新拍摄后上传。',
    ],
    ['HTML that begins like a GIF', () => text('GIF89a/*<script>alert(1)</script>*/=1;'), WRONG_TYPE],
    ['a JPEG that was declared PNG', () => photo, WRONG_TYPE, 'image/png'],
    ['half a JPEG', () => photo.subarray(0, photo.length / 2), BROKEN],
    ['a PNG of 30,000 × 30,000', bomb, TOO_LARGE, 'image/png'],
  ])('is refused with the reason, and nothing of it is left: %s', async (_, make, message, contentType) => {
    const before = await uploads.keys('clean/');

    const { status, document } = await upload(make(), contentType);

    expect(status).toBe(200);
    expect(document).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-05', severity: 'block', message }],
    });
    expect(await uploads.keys('incoming/')).toEqual([]);
    expect(await uploads.keys('clean/')).toEqual(before);
  });

  // It can't be refused for that: a phone's motion photo has a video there.
  it('loses what is not part of the picture: a program after the end of a good JPEG', async () => {
    const { document } = await upload(Buffer.concat([photo, padded('MZ\x90\0payload.exe')]));

    const kept = await uploads.objectStore.read(document.cleanKey ?? '', { maxBytes: 10_000_000 });
    expect(document.state).toBe('ready');
    expect(kept?.length).toBeGreaterThan(0);
    expect(kept?.includes('payload.exe')).toBe(false);
    expect(await uploads.keys('incoming/')).toEqual([]);
  });
});

describe('[U1] a grant that is violated', () => {
  const MINUTE = 60;

  it.each<[string, (photo: Buffer) => Buffer, Readonly<Record<string, string>>, string]>([
    ['an empty file', () => Buffer.alloc(0), {}, '400 EntityTooSmall'],
    ['one byte more than was declared', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), {}, '400 EntityTooLarge'],
    ['another key', (bytes) => bytes, { key: 'incoming/residence-proof/elsewhere' }, '403 AccessDenied'],
    ['a clean key', (bytes) => bytes, { key: 'clean/materials/mine' }, '403 AccessDenied'],
    ['another type', (bytes) => bytes, { 'Content-Type': 'text/html' }, '403 AccessDenied'],
  ])('is refused by the store, and nothing arrives: %s', async (_, change, fields, refusal) => {
    const grant = await ask('residence-proof', photo.length);

    const response = await sendForm(grant.post, change(photo), fields);

    const [, code] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
    expect(`${response.status} ${code}`).toBe(refusal);
    expect(uploads.cos.events).toEqual([]);
    expect((await grant.find()).state).toBe('waiting');
    expect(await uploads.keys('incoming/')).toEqual([]);
  });

  it('is refused after its 15 minutes', async () => {
    const then = testClock(new Date(Date.now() - 16 * MINUTE * 1000).toISOString());
    const grant = await ask('residence-proof', photo.length, 'image/jpeg', then);

    const response = await sendForm(grant.post, photo);

    expect([response.status, uploads.cos.events]).toEqual([403, []]);
  });

  it('replaces nothing when it is used again: the second file is deleted', async () => {
    const { grant, document } = await upload(photo);
    uploads.cos.events.length = 0;

    const { status } = await sendForm(grant.post, photo.subarray(0, -1));
    for (const event of [...uploads.cos.events]) await uploads.intake()(event);

    expect(status).toBe(200);
    expect(await grant.find()).toEqual(document);
    expect(await uploads.keys('incoming/')).toEqual([]);
  });
});

describe('[U7] a file that is replaced while intake runs', () => {
  type Step = 'read' | 'write' | 'remove';

  /** The store, with a client that puts another file under the same grant just before intake's first `step`. */
  function overwrittenBefore(step: Step, put: () => Promise<unknown>): ObjectStore {
    const { objectStore } = uploads;
    let isPut = false;
    const interfere = async (now: Step) => {
      if (now !== step || isPut) return;
      isPut = true;
      await put();
    };
    return {
      ...objectStore,
      read: (...args) => interfere('read').then(() => objectStore.read(...args)),
      write: (...args) => interfere('write').then(() => objectStore.write(...args)),
      remove: (...args) => interfere('remove').then(() => objectStore.remove(...args)),
    };
  }

  async function overwritten(kind: DocumentKind, step: Step) {
    const grant = await ask(kind, Math.max(photo.length, other.length));
    await sendForm(grant.post, photo);
    const before = await uploads.keys('clean/');
    const store = overwrittenBefore(step, () => sendForm(grant.post, other));
    for (const event of [...uploads.cos.events]) await uploads.intake(undefined, store)(event);
    // The event of the file that replaced the first one.
    for (const event of [...uploads.cos.events]) await uploads.intake()(event);
    const kept = (await uploads.keys('clean/')).filter((key) => !before.includes(key));
    return { document: await grant.find(), kept };
  }

  it.each<[string, DocumentKind, Step]>([
    ['between look and read', 'residence-proof', 'read'],
    ['between check and move', 'residence-proof', 'write'],
    ['between look and read of a certificate', 'id-back', 'read'],
  ])('is refused, and nothing of either file is left: %s', async (_, kind, step) => {
    const { document, kept } = await overwritten(kind, step);

    expect(document).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-05', severity: 'block', message: '文件在检查时被替换，请重新上传。' }],
    });
    expect(kept).toEqual([]);
    expect(await uploads.keys('incoming/')).toEqual([]);
  });

  it.each<[string, DocumentKind, Step, string]>([
    ['after the commit', 'residence-proof', 'remove', 'ready'],
    ['between commit and copy of a certificate', 'id-back', 'write', 'reading'],
  ])('leaves what was checked, and nothing else: %s', async (_, kind, step, state) => {
    const { document, kept } = await overwritten(kind, step);

    const bytes = await uploads.objectStore.read(kept[0] ?? '', { maxBytes: 10_000_000 });
    // The checked photo is white, the other one black.
    const { channels } = await sharp(bytes).stats();
    expect(document).toMatchObject({ state, cleanKey: kept[0] });
    expect(kept).toHaveLength(1);
    expect(channels[0]?.mean).toBeGreaterThan(150);
    expect(await uploads.keys('incoming/')).toEqual([]);
  });
});
