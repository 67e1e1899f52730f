import { describe, expect, it } from 'vitest';
import { CONSENT_TEXT_VERSION } from '../../tools/walk/filer.ts';
import { auditTrail, reviews } from '../support/database/service-ports.ts';
import { readyDocument, readyFiling } from '../support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../support/routes/caller.ts';
import { sharedLaptop } from '../support/test-laptop.ts';

const { laptop } = await sharedLaptop();
const filer = await laptop.signedIn('careful');
const call = await callerAt(laptop, 'careful');
const { filingId, websiteId } = await readyFiling(filer);
const { applicantId } = await (await reviews()).findFiling(filingId);

/** The audit entries of one request. */
async function recordedBy(work: () => Promise<unknown>) {
  const before = (await (await auditTrail()).entriesOf(applicantId)).length;
  await work();
  const all = await (await auditTrail()).entriesOf(applicantId);
  return all.slice(before).map(({ action, subjectId }) => `${action} ${subjectId}`);
}

const upload = () => {
  const file = { kind: 'handheld-photo', subject: `website:${websiteId}`, contentType: 'image/jpeg', bytes: 1000 };
  return call('POST', '/v1/uploads', { filingId, ...file });
};

describe('[P3] clear values', () => {
  it('of a filing are recorded each time they are shown', async () => {
    const recorded = await recordedBy(async () => {
      await call('GET', `/v1/filings/${filingId}`);
      await call('GET', `/v1/materials/${filingId}/commitment-letter`);
    });

    expect(recorded).toEqual([`filing.viewed ${filingId}`, `letter.made ${filingId}`]);
  });

  it('of a document are recorded too; a state alone is not', async () => {
    const filing = await (await reviews()).findFiling(filingId);
    const id = await readyDocument(filing, 'id-front', 'principal', { name: { text: '周建明', confidence: 1 } });
    const { body } = await upload();
    const { documentId } = body as { documentId: string };

    const recorded = await recordedBy(async () => {
      await call('GET', `/v1/uploads/${id}`);
      await call('GET', `/v1/uploads/${documentId}`);
    });

    expect(recorded).toEqual([`document.viewed ${id}`]);
  });

  it('are in no list of filings, no preview and no progress, which are not recorded', async () => {
    const recorded = await recordedBy(async () => {
      await call('GET', '/v1/filings');
      await call('GET', `/v1/filings/${filingId}/preview`);
      await call('GET', `/v1/filings/${filingId}/progress`);
    });

    expect(recorded).toEqual([]);
  });
});

describe('consent that was withdrawn (SEC-07)', () => {
  it('stops uploads and submission until it is given again', async () => {
    const before = await upload();
    await call('DELETE', '/v1/me/consents');
    const [uploading, preview] = [await upload(), await call('GET', `/v1/filings/${filingId}/preview`)];
    await call('POST', '/v1/me/consents', { textVersion: CONSENT_TEXT_VERSION });
    const after = await upload();

    expect([before.status, refusalOf(uploading), after.status]).toEqual([201, '422 consent.missing', 201]);
    expect(preview.body).toMatchObject({
      submittable: false,
      findings: expect.arrayContaining([expect.objectContaining({ ruleId: 'SEC-01' })]),
    });
  });
});

describe('stored personal data (SEC-07)', () => {
  it('can be viewed and exported over the API', async () => {
    const me = await call('GET', '/v1/me');
    const { status, body } = await call('GET', '/v1/me/data');
    const zip = await fetch((body as { data: { url: string } }).data.url);

    expect(me.body).toMatchObject({ erasable: false, activeFilings: 1 });
    expect([status, zip.status, zip.headers.get('content-type')]).toEqual([200, 200, 'application/zip']);
  });

  it('is deleted on request, once nothing is in progress', async () => {
    const stays = await call('DELETE', '/v1/me');
    await call('POST', `/v1/submissions/${filingId}/abandonment`);
    const goes = await call('DELETE', '/v1/me');
    const again = await callerAt(laptop, 'careful');

    expect([refusalOf(stays), goes.status, goes.body]).toEqual([
      '409 account.active-filing',
      200,
      { erasedFilings: 1 },
    ]);
    expect((await again('GET', '/v1/filings')).body).toEqual({ filings: [] });
    expect((await again('GET', `/v1/filings/${filingId}`)).status).toBe(404);
  });
});
