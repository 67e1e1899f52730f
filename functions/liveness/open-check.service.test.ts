import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { consents, livenessChecks, reviews } from '../../tests/support/database/service-ports.ts';
import { submission } from '../../tests/support/filings/filings.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

interface Opened {
  readonly checkId: string;
  readonly challenge: readonly { readonly action: string; readonly label: string }[];
  readonly photo: { readonly post: { readonly fields: Readonly<Record<string, string>> } };
  readonly video: { readonly post: { readonly fields: Readonly<Record<string, string>> } };
  readonly expiresAt: string;
}

interface Place {
  readonly call: Call;
  readonly filingId: string;
  readonly websiteId: string;
}

const { laptop } = await sharedLaptop();

/** A person whose filing has all its forms filled in. */
async function filledBy(name: string, kind: 'enterprise' | 'individual' = 'enterprise'): Promise<Place> {
  const place = await filledDraft(await laptop.signedIn(name), kind);
  return { ...place, call: await callerAt(laptop, name) };
}

const opened = ({ call, filingId, websiteId }: Place, changes: Readonly<Record<string, string>> = {}) =>
  call('POST', '/v1/liveness-checks', {
    filingId,
    websiteId,
    photoContentType: 'image/jpeg',
    videoContentType: 'video/mp4',
    consentTextVersion: CONSENT_TEXT_VERSION,
    ...changes,
  });

const documentsOf = async ({ filingId }: Place) => {
  const { sql } = await database();
  return sql.selectFrom('document').select(['kind', 'subject', 'state']).where('filing_id', '=', filingId).execute();
};

const fail = async ({ filingId }: Place) => {
  const checks = await (await livenessChecks()).ofFiling(filingId);
  const newest = checks.at(-1)?.id ?? '';
  await (await livenessChecks()).change(newest, 'open', { state: 'failed', reasons: [{ code: 'not-live' }] });
};

describe('opening a liveness check', () => {
  it('returns a challenge to record within ten minutes, and permits for one photo and one video', async () => {
    const place = await filledBy('owner');

    const reply = await opened(place);

    const { challenge, photo, video, expiresAt } = reply.body as Opened;
    const subject = `website:${place.websiteId}`;
    expect(reply.status).toBe(201);
    expect(challenge.toSorted((first, second) => first.action.localeCompare(second.action))).toEqual([
      { action: 'close-eyes', label: '闭眼一秒再睁开' },
      { action: 'open-mouth', label: '张嘴' },
    ]);
    expect(photo.post.fields).toMatchObject({ 'Content-Type': 'image/jpeg' });
    expect(photo.post.fields.key).toMatch(/^incoming\/liveness-photo\/[\w-]{22}$/);
    expect(video.post.fields).toMatchObject({ 'Content-Type': 'video/mp4' });
    expect(video.post.fields.key).toMatch(/^incoming\/liveness-video\/[\w-]{22}$/);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(120_000);
    expect((await documentsOf(place)).toSorted((first, second) => first.kind.localeCompare(second.kind))).toEqual([
      { kind: 'liveness-photo', subject, state: 'waiting' },
      { kind: 'liveness-video', subject, state: 'waiting' },
    ]);
  });

  it('of an individual is of the principal', async () => {
    const reply = await opened(await filledBy('individual', 'individual'));

    expect(reply.status).toBe(201);
  });

  it('is refused for a site owner whose certificate the authority’s record does not know; a reviewer looks', async () => {
    const filer = await laptop.signedIn('passport');
    const { filingId, websiteId } = await filledDraft(filer);
    await filer.saveSiteOwner(filingId, websiteId, {
      ...ENTERPRISE.principal,
      certificateType: 'passport',
      idNumber: 'E99999901',
    });
    const place = { call: await callerAt(laptop, 'passport'), filingId, websiteId };

    const reply = await opened(place);
    const preview = await place.call('GET', `/v1/filings/${filingId}/preview`);

    const { findings } = preview.body as { readonly findings: readonly { ruleId: string; severity: string }[] };
    expect(refusalOf(reply)).toBe('409 liveness.other-certificate');
    expect(await documentsOf(place)).toEqual([]);
    expect(findings.filter(({ ruleId }) => ['MT-14', 'MT-94'].includes(ruleId))).toMatchObject([
      { ruleId: 'MT-94', severity: 'warn' },
    ]);
  });

  it('is refused until the site owner is known', async () => {
    const { filingId, websites } = await openDraft(await laptop.signedIn('early'));
    const place = { call: await callerAt(laptop, 'early'), filingId, websiteId: websites[0]?.websiteId ?? '' };

    const reply = await opened(place);

    expect(refusalOf(reply)).toBe('409 liveness.site-owner-missing');
    expect(await documentsOf(place)).toEqual([]);
  });

  it('requires consent to the current text', async () => {
    const place = await filledBy('hesitant');

    const reply = await opened(place, { consentTextVersion: '2025-01' });

    expect(refusalOf(reply)).toBe('422 consent.missing');
    expect((reply.body as ErrorReply).error.facts).toEqual({ textVersion: CONSENT_TEXT_VERSION });
    expect(await documentsOf(place)).toEqual([]);
  });

  it('stores the site owner’s consent with the check, separate from the account’s own', async () => {
    const place = await filledBy('agreeing');
    const { applicantId } = await (await reviews()).findFiling(place.filingId);
    const before = await (await consents()).historyOf(applicantId);

    await opened(place);

    const [check] = await (await livenessChecks()).ofFiling(place.filingId);
    expect(check?.consentTextVersion).toBe(CONSENT_TEXT_VERSION);
    expect(await (await consents()).historyOf(applicantId)).toEqual(before);
  });

  it('is refused once the account has withdrawn its consent', async () => {
    const place = await filledBy('withdrawing');
    const { applicantId } = await (await reviews()).findFiling(place.filingId);
    await (await consents()).withdraw(applicantId);

    const reply = await opened(place);

    expect(refusalOf(reply)).toBe('422 consent.missing');
    expect(await documentsOf(place)).toEqual([]);
  });

  it('[A4] is limited per account', async () => {
    const place = await filledBy('tireless');
    for (let calls = 0; calls < 60; calls += 1) await opened(place, { photoContentType: 'text/plain' });

    const reply = await opened(place);

    expect(refusalOf(reply)).toBe('429 request.too-many');
    expect(await documentsOf(place)).toEqual([]);
  });

  it('is possible until five tries have failed', async () => {
    const place = await filledBy('unlucky');
    for (let tries = 1; tries <= 5; tries += 1) {
      await opened(place);
      await fail(place);
    }
    const before = await documentsOf(place);

    const sixth = await opened(place);

    expect(before).toHaveLength(10);
    expect(refusalOf(sixth)).toBe('409 liveness.too-many-tries');
    expect((sixth.body as ErrorReply).error.facts).toEqual({ maxTries: 5 });
    expect(await documentsOf(place)).toEqual(before);
  });

  it('leaves nothing behind when the vendor returns no challenge at the second time either', async () => {
    const place = await filledBy('patient');
    laptop.cloudApi.failNext('GetActionSequence', { code: 'RequestLimitExceeded' }, 2);

    const reply = await opened(place);

    expect(refusalOf(reply)).toBe('503 vendor.unavailable');
    expect(await documentsOf(place)).toEqual([]);
    expect((await opened(place)).status).toBe(201);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a website of no filing', { websiteId: '00000000-0000-4000-8000-000000000000' }, '404 website.unknown'],
    ['a filing that does not exist', { filingId: '00000000-0000-4000-8000-000000000000' }, '404 filing.unknown'],
    ['a video of a type that phones do not make', { videoContentType: 'video/x-msvideo' }, '422 request.invalid'],
  ])('is refused for %s', async (who, changes, refusal) => {
    const reply = await opened(await filledBy(who), changes);

    expect(refusalOf(reply)).toBe(refusal);
  });

  it("is refused for another person's filing", async () => {
    const place = await filledBy('victim');

    const reply = await opened({ ...place, call: await callerAt(laptop, 'stranger') });

    expect(refusalOf(reply)).toBe('404 filing.unknown');
  });
});

describe('opening a liveness check in a filing that is not a draft', () => {
  it('is refused under review, and possible again once it is returned, because the pass may have expired', async () => {
    const place = await filledBy('returned');
    const { filingId } = place;
    const returned = async (field: string) => {
      await (await reviews()).changeFiling(filingId, submission);
      const reviewed = await opened(place);
      await (await reviews()).changeFiling(filingId, () => ({
        event: 'return',
        flagged: [{ field, reason: '请核对' }],
      }));
      return [reviewed, await opened(place)].map((reply) => (reply.status === 201 ? 'opened' : refusalOf(reply)));
    };

    const outcomes = {
      remark: await returned('websites.0.details.remark'),
      liveness: await returned('websites.0.liveness'),
      siteOwner: await returned('websites.0.siteOwner.idNumber'),
    };

    expect(outcomes).toEqual({
      remark: ['409 filing.wrong-state', 'opened'],
      liveness: ['409 filing.wrong-state', 'opened'],
      siteOwner: ['409 filing.wrong-state', 'opened'],
    });
  });
});
