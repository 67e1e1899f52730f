import { ENTERPRISE } from 'specimens/people.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../contracts/kit/finding.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { resolvePorts } from '../../platform/edge/ports.ts';
import { database, transactions } from '../../shared/compose/database.ts';
import { NO_DRAFT } from '../../shared/domain/filing/form-draft.ts';
import { duringCheck } from '../../tests/support/database/during-check.ts';
import { lockWait } from '../../tests/support/database/lock-wait.ts';
import { filingRounds, formDrafts, reviews } from '../../tests/support/database/service-ports.ts';
import { readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';
import * as providers from './ports.ts';
import { submit } from './submit.ts';

const ACCEPTED = { termsAccepted: true };

const { laptop, query } = await sharedLaptop();
// The one server of the specimens takes only a limited number of websites that are filed or in progress.
afterEach(async () => {
  const { sql } = await database();
  await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
});

const filingOf = async (filingId: string) => (await reviews()).findFiling(filingId);

describe('a draft that another device saves while the filing is checked', () => {
  it('is not lost: the submission is refused, and the next one says that the form is incomplete', async () => {
    const { filingId, websiteId } = await readyFiling(await laptop.signedIn('two devices'));
    const call = await callerAt(laptop, 'two devices');
    const { applicantId } = await filingOf(filingId);
    const typed = { page: 'the-other-device-s', fields: { remark: '', name: '' } };

    const submission = duringCheck({ applicantId, filingId }, async () => {
      const saved = await call('PUT', `/v1/filings/${filingId}/drafts/website.${websiteId}`, typed);
      expect(saved.status).toBe(200);
    });

    await expect(submission).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
    expect((await filingOf(filingId)).state).toBe('draft');
    const again = await call('POST', `/v1/submissions/${filingId}`, ACCEPTED);
    const { findings } = (again.body as ErrorReply).error.facts as { findings: readonly Finding[] };
    expect(findings.filter(({ ruleId }) => ['PR-90', 'PR-91'].includes(ruleId)).length).toBeGreaterThan(0);
  });

  it('that is being saved at this moment is waited for, and not overlooked', async () => {
    const { filingId, websiteId } = await readyFiling(await laptop.signedIn('in between'));
    const { applicantId } = await filingOf(filingId);
    const command = { applicantId, filingId, body: ACCEPTED };
    const [ports, drafts, { inTransaction }] = [
      await resolvePorts(providers),
      await formDrafts(),
      await transactions(),
    ];
    const form = `website.${websiteId}` as const;
    const draft = (await drafts.find(filingId, form)) ?? NO_DRAFT;
    const prepared = await submit.prepare(command, ports);
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const submission = begun.then(() => inTransaction(() => submit.commit(command, prepared, ports)));
    submission.catch(() => {});

    await inTransaction(async () => {
      await drafts.lock(filingId, applicantId);
      const half = { ...draft, version: draft.version + 1 };
      await drafts.write(filingId, { form, draft: half, gaps: ['name'], conflicts: [] });
      begin();
      await lockWait({ query });
    });

    await expect(submission).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
  });

  it('is refused when the submission comes first, not saved beside it', async () => {
    const { filingId, websiteId } = await readyFiling(await laptop.signedIn('too late'));
    const call = await callerAt(laptop, 'too late');
    const { applicantId } = await filingOf(filingId);
    const command = { applicantId, filingId, body: ACCEPTED };
    const ports = await resolvePorts(providers);
    const prepared = await submit.prepare(command, ports);
    const typed = { page: 'the-other-device-s', fields: { name: '云帆' } };

    const { late } = await (await transactions()).inTransaction(async () => {
      await submit.commit(command, prepared, ports);
      // On a connection of its own; it waits until the submission is there.
      return { late: call('PUT', `/v1/filings/${filingId}/drafts/website.${websiteId}`, typed) };
    });

    expect(refusalOf(await late)).toBe('409 filing.wrong-state');
    expect(await (await formDrafts()).find(filingId, `website.${websiteId}`)).toMatchObject({
      fields: { name: { value: ENTERPRISE.website.name } },
    });
    const round = await (await filingRounds()).findRound(filingId, 1);
    expect(round?.contentHash).toBe(contentHash(round?.data));
  });
});
