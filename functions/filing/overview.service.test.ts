import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Overview } from '../../client/calls/messages.ts';
import { type Place, questionsNow, stateOfStep } from '../../client/filing/questions.ts';
import { STEPS } from '../../client/filing/steps.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { documents, reviews } from '../../tests/support/database/service-ports.ts';
import { filledDraft, readyDocument, readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { type Call, callerAt } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

const overviewOf = async (call: Call, filingId: string): Promise<Overview> =>
  (await call('GET', `/v1/filings/${filingId}/overview`)).body as Overview;

/** The states of the steps as both front ends show them. */
async function statesOf(call: Call, filingId: string, state: FilingState = 'draft') {
  const overview = await overviewOf(call, filingId);
  const steps = questionsNow(overview, { ...FIRST, state });
  return (
    steps &&
    Object.fromEntries(
      STEPS.flatMap(({ id }) => {
        const stateNow = id !== 'eligibility' && stateOfStep(id, steps);
        return stateNow ? [[id, stateNow]] : [];
      }),
    )
  );
}
const FIRST = {
  ...{ filingType: 'first', organizerKind: 'enterprise', state: 'draft' },
  websites: [{ domain: ENTERPRISE.domain }],
} as const satisfies Place;

const DONE = { organizer: 'done', website: 'done', 'site-owner': 'done', liveness: 'done', materials: 'done' };

describe('the overview', () => {
  it('of a new draft: everything is open, nothing is wrong, and no registry was asked', async () => {
    const { filingId } = await openDraft(await laptop.signedIn('begins'));
    const call = await callerAt(laptop, 'begins');

    expect(await statesOf(call, filingId)).toEqual({
      organizer: 'open',
      website: 'open',
      'site-owner': 'open',
      liveness: 'open',
      materials: 'open',
      preview: 'closed',
      submission: 'closed',
    });
    const { findings } = await overviewOf(call, filingId);
    expect(findings.filter(({ message }) => message.includes('查询不到'))).toEqual([]);
  });

  it('of a filing that is filled in: nothing is left', async () => {
    const { filingId } = await readyFiling(await laptop.signedIn('is done'));
    const call = await callerAt(laptop, 'is done');

    expect(await statesOf(call, filingId)).toEqual({ ...DONE, preview: 'open', submission: 'open' });
  });

  it('tells a wrong field in a form that is not complete yet, and leaves blank ones open', async () => {
    const { filingId, websites } = await openDraft(await laptop.signedIn('types'));
    const call = await callerAt(laptop, 'types');
    const typed = { page: 'an-open-page-of-it', fields: { name: '云帆' } };
    await call('PUT', `/v1/filings/${filingId}/drafts/website.${websites[0]?.websiteId}`, typed);

    const overview = await overviewOf(call, filingId);

    const website = questionsNow(overview, FIRST)?.find(({ question }) => question === 'website-0');
    expect(website).toMatchObject({ state: 'problem', field: 'websites.0.details.name' });
    expect(website?.note).toMatch(/名称/);
    expect(overview.gaps).toEqual(
      ['homeUrl', 'languages', 'preApprovals', 'serviceContents'].map((key) => `websites.0.details.${key}`),
    );
  });

  it('waits for a picture that is read, and for a check on another phone', async () => {
    const { filingId, websiteId } = await filledDraft(await laptop.signedIn('waits'));
    const call = await callerAt(laptop, 'waits');
    const filing = await (await reviews()).findFiling(filingId);
    const documentId = await readyDocument(filing, 'commitment-letter', `website:${websiteId}`);
    const { sql } = await database();
    await sql.updateTable('document').set({ state: 'checking' }).where('id', '=', documentId).execute();
    const handed = await call('POST', '/v1/liveness-checks/hand-overs', { filingId, websiteId });

    const { waiting } = await overviewOf(call, filingId);

    expect(handed.status).toBe(201);
    expect(waiting.map(({ field }) => field)).toEqual([
      'websites.0.liveness',
      'websites.0.documents.commitment-letter',
    ]);
    expect(await statesOf(call, filingId)).toMatchObject({ liveness: 'waiting' });
    expect((await (await documents()).ofFiling(filingId)).map(({ state }) => state)).toEqual(['checking']);
  });

  it('of a filing that was handed in or approved has nothing to do', async () => {
    const { filingId } = await readyFiling(await laptop.signedIn('has filed'));
    const call = await callerAt(laptop, 'has filed');
    await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
    const submitted = await overviewOf(call, filingId);
    for (const event of ['accept', 'send-sms', 'confirm-sms', 'approve'] as const)
      await (await reviews()).changeFiling(filingId, () => ({ event }));

    const nothing = { filingId, findings: [], gaps: [], waiting: [], repairs: [] };
    expect(submitted).toEqual({ ...nothing, state: 'submitted' });
    expect(await overviewOf(call, filingId)).toEqual({ ...nothing, state: 'approved' });
    const preview = (await call('GET', `/v1/filings/${filingId}/preview`)).body;
    expect(preview).toMatchObject({ findings: [], missing: [], submittable: false });
  });

  it('of a returned filing: what was flagged is wrong until it is changed or answered', async () => {
    const { filingId } = await readyFiling(await laptop.signedIn('was returned'));
    const call = await callerAt(laptop, 'was returned');
    await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
    const flagged = [{ field: 'principal.officePhone', reason: '无人接听' }];
    await (await reviews()).changeFiling(filingId, () => ({ event: 'return', flagged, lastVerdict: 1 }));

    const before = await statesOf(call, filingId, 'returned');
    await call('PUT', `/v1/filings/${filingId}/principal`, { ...ENTERPRISE.principal, officePhone: '0755-26000001' });
    const after = await statesOf(call, filingId, 'returned');

    expect(before).toEqual({ ...DONE, organizer: 'problem', preview: 'closed', submission: 'closed' });
    expect(after).toEqual({ ...DONE, preview: 'open', submission: 'open' });
  });
});
