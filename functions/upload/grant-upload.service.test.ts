import { drawSignedLetter } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DocumentKind, limitsOf, UPLOADED_KINDS } from '../../shared/domain/media/document.ts';
import { filings, reviews } from '../../tests/support/database/service-ports.ts';
import { submission } from '../../tests/support/filings/filings.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

interface Grant {
  readonly documentId: string;
  readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly put: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  readonly expiresAt: string;
}

const { laptop, log } = await sharedLaptop();
const filer = await laptop.signedIn('uploader');
const call = await callerAt(laptop, 'uploader');
const { filingId } = await openDraft(filer);

interface Wish {
  readonly kind?: DocumentKind;
  readonly subject?: string;
  readonly contentType?: string;
  readonly bytes?: number;
  readonly filingId?: string;
}

const asked = (wish: Wish = {}, by: Call = call) =>
  by('POST', '/v1/uploads', {
    filingId,
    kind: 'id-front',
    subject: 'principal',
    contentType: 'image/jpeg',
    bytes: 300_000,
    ...wish,
  });

describe('a permit to upload', () => {
  it('[U12] is signed by credentials of the upload role, which are asked for once for many permits', async () => {
    const before = laptop.cloudApi.calls('AssumeRole');

    const replies = await Promise.all([1, 2, 3].map(() => asked()));

    const signers = new Set(replies.map(({ body }) => (body as unknown as Grant).post.fields['q-ak']));
    expect([...signers]).toEqual([expect.stringMatching(/^AKID-temporary-/)]);
    // Another file may have had them made before.
    expect(laptop.cloudApi.calls('AssumeRole') - before).toBeLessThanOrEqual(1);
  });

  it.each(UPLOADED_KINDS)('is for one key, each allowed type and no more bytes: %s', async (kind) => {
    const { contentTypes, maxBytes } = limitsOf(kind);
    for (const contentType of contentTypes) {
      const { status, body } = await asked({ kind, contentType, bytes: maxBytes });

      const { post, put, expiresAt } = body as Grant;
      const key = post.fields.key ?? '';
      const { conditions } = JSON.parse(Buffer.from(post.fields.policy ?? '', 'base64').toString());
      expect(status).toBe(201);
      expect(key).toMatch(new RegExp(`^incoming/${kind}/[\\w-]{22}$`));
      expect(conditions).toEqual(
        expect.arrayContaining([{ key }, { 'Content-Type': contentType }, ['content-length-range', 1, maxBytes]]),
      );
      expect(put.url).toContain(`/${key}?`);
      expect(put.headers).toEqual({ 'Content-Type': contentType });
      expect(Math.abs(Date.parse(expiresAt) - Date.now() - 15 * 60 * 1000)).toBeLessThan(120_000);
    }
  });

  it('is for no more bytes than were declared', async () => {
    const { body } = await asked({ bytes: 123_456 });

    const { post } = body as Grant;
    const { conditions } = JSON.parse(Buffer.from(post.fields.policy ?? '', 'base64').toString());
    expect(conditions).toEqual(expect.arrayContaining([['content-length-range', 1, 123_456]]));
  });

  it('is for another key each time', async () => {
    const [one, other] = [(await asked()).body as Grant, (await asked()).body as Grant];

    expect(one.post.fields.key).not.toBe(other.post.fields.key);
    expect(one.documentId).not.toBe(other.documentId);
  });

  it.each(['post', 'put'] as const)('accepts the file and the document is processed to its end: %s', async (by) => {
    const bytes = await drawSignedLetter(ENTERPRISE, '2026-11-24');

    const document = await filer.upload(filingId, 'commitment-letter', 'organizer', bytes, by);

    expect(document).toMatchObject({ state: 'ready' });
  });

  it('does so once when the event arrives late and three times concurrently', async () => {
    const bytes = await drawSignedLetter(ENTERPRISE, '2026-11-24');
    log.clear();

    laptop.cosDelivery.setFaults({ duplicates: 2, delayMs: 200 });
    const { state } = await filer.upload(filingId, 'commitment-letter', 'organizer', bytes);
    await laptop.cosDelivery.idle();
    laptop.cosDelivery.setFaults({});

    const outcomes = log.lines().flatMap((line) => (line.function === 'intake' && line.counts ? [line.counts] : []));
    const seen = { done: 0, seen: 1, ignored: 0, failed: 0 };
    expect(state).toBe('ready');
    expect(outcomes).toHaveLength(3);
    expect(outcomes).toEqual(expect.arrayContaining([{ ...seen, done: 1, seen: 0 }, seen]));
  });
});

describe('a permit is refused', () => {
  it.each<[string, Wish, string]>([
    ['for a type that this kind does not take', { contentType: 'application/pdf' }, 'contentType'],
    ['for a photo in place of a video', { kind: 'liveness-video', contentType: 'image/jpeg' }, 'contentType'],
  ])('%s', async (_, wish, field) => {
    const reply = await asked(wish);

    expect(refusalOf(reply)).toBe('422 upload.type');
    expect((reply.body as ErrorReply).error.facts).toMatchObject({ fields: [{ field }] });
  });

  it('for a file that is one byte too long', async () => {
    const reply = await asked({ bytes: 4 * 1024 * 1024 + 1 });

    expect(refusalOf(reply)).toBe('422 request.invalid');
    expect((reply.body as ErrorReply).error.facts).toEqual({
      fields: [{ field: 'bytes', message: '身份证人像面不能超过 4 MB，请压缩后上传。' }],
    });
  });

  it.each<[string, Wish, string]>([
    ['for an empty file', { bytes: 0 }, '422 request.invalid'],
    ['for a key frame, which only the product keeps', { kind: 'liveness-frame' }, '422 request.invalid'],
    ['for a kind that does not exist', { kind: 'library-card' as DocumentKind }, '422 request.invalid'],
    ['about nobody', { subject: 'somebody' }, '422 request.invalid'],
    [
      'about a website of no filing',
      { subject: 'website:00000000-0000-4000-8000-000000000000' },
      '404 website.unknown',
    ],
    ['for a filing that does not exist', { filingId: '00000000-0000-4000-8000-000000000000' }, '404 filing.unknown'],
  ])('as well: %s', async (_, wish, refusal) => {
    const reply = await asked(wish);

    expect(refusalOf(reply)).toBe(refusal);
  });

  it("for another person's filing", async () => {
    const reply = await asked({}, await callerAt(laptop, 'stranger'));

    expect(refusalOf(reply)).toBe('404 filing.unknown');
  });
});

describe('in a filing that is not a draft', () => {
  let returned: { readonly call: Call; readonly filingId: string; readonly websiteId: string };

  beforeAll(async () => {
    const draft = await openDraft(await laptop.signedIn('returned'));
    const website = draft.websites[0]?.websiteId ?? '';
    returned = { call: await callerAt(laptop, 'returned'), filingId: draft.filingId, websiteId: website };
    await (await reviews()).changeFiling(draft.filingId, submission);
  });

  const wish = (kind: DocumentKind, subject: string) =>
    asked({ filingId: returned.filingId, kind, subject }, returned.call);

  it('nothing can be uploaded while it is being reviewed', async () => {
    const reply = await wish('id-front', 'principal');

    expect(refusalOf(reply)).toBe('409 filing.wrong-state');
  });

  it('only what was flagged can be uploaded again', async () => {
    const flagged = ['documents.id-front', 'websites.0.documents.handheld-photo'].map((field) => ({
      field,
      reason: '照片不清晰',
    }));
    await (await reviews()).changeFiling(returned.filingId, () => ({ event: 'return', flagged }));
    const subject = `website:${returned.websiteId}`;

    const replies = {
      idFront: await wish('id-front', 'principal'),
      handheld: await wish('handheld-photo', subject),
      idBack: await wish('id-back', 'principal'),
      siteOwnersIdFront: await wish('id-front', subject),
    };

    expect([replies.idFront.status, replies.handheld.status]).toEqual([201, 201]);
    expect(refusalOf(replies.idBack)).toBe('409 filing.field-closed');
    expect((replies.siteOwnersIdFront.body as ErrorReply).error).toMatchObject({
      code: 'filing.field-closed',
      facts: { fields: [{ field: 'websites.0.documents.id-front' }] },
    });
  });

  it('a material can be uploaded again when its whole website was flagged', async () => {
    const { filingId: id } = returned;
    const { applicantId } = await (await reviews()).findFiling(id);
    await (await filings()).change(id, applicantId, submission);
    await (await reviews()).changeFiling(id, () => ({
      event: 'return',
      flagged: [{ field: 'websites.0', reason: '请核对' }],
    }));

    const reply = await wish('handheld-photo', `website:${returned.websiteId}`);

    expect(reply.status).toBe(201);
  });
});
