import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { approveFiling } from '../../tests/support/filings/approve-filing.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { haveCertificateFor } from '../../tests/support/pictures/certificate-at-hand.ts';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { lastSmsCode } from '../../tests/support/sms-code.ts';
import { CONSENT_TEXT_VERSION, eligibleInput, inProcessLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop({ review: 'manual' });
beforeEach(async () => {
  const { sql } = await database();
  await sql.deleteFrom('record').execute();
  await sql.deleteFrom('caller_limit').execute();
  await sql.updateTable('filing').set({ state: 'abandoned' }).where('state', '<>', 'approved').execute();
});

const NUMBER = '粤ICP备2026000001号';
const lastCode = () => lastSmsCode(laptop);

/** Somebody with a record, and the ways to begin a filing about it; each is one request. */
async function filed(name: string) {
  const { filingId: recordId, websiteId } = await filledDraft(await laptop.signedIn(name));
  await approveFiling(await reviews(), { filingId: recordId, websiteId, organizer: NUMBER });
  const call = await callerAt(laptop, name);
  const wish = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION };
  return {
    call,
    change: async () => () => call('POST', '/v1/filings', wish),
    ending: (type: 'end-access' | 'cancel-website', rules: readonly string[]) => async () => {
      const path = (step = '') => `/v1/records/${recordId}/endings/${type}${step}?websiteId=${websiteId}`;
      // As a minute later: a number gets one code a minute.
      await (await database()).sql.deleteFrom('caller_limit').execute();
      await call('POST', path('/code'));
      const body = { reason: 'not-run', confirmed: rules, code: lastCode() };
      return () => call('POST', path(), body);
    },
    newWebsite: async () => {
      const input = { ...eligibleInput('enterprise'), domain: 'yunfan-faren.cn' };
      await haveCertificateFor(call, input);
      const { ticket } = (await call('POST', '/v1/eligibility-checks', input)).body as { readonly ticket: string };
      return () => call('POST', '/v1/filings', { ticket, consentTextVersion: CONSENT_TEXT_VERSION });
    },
  };
}

type Person = Awaited<ReturnType<typeof filed>>;
type Begin = () => Promise<() => ReturnType<Call>>;

describe('of two filings about one record at once', { timeout: 120_000 }, () => {
  it.each<[string, (person: Person) => readonly [Begin, Begin]]>([
    ['two changes', ({ change }) => [change, change]],
    ['a change and an ending', ({ change, ending }) => [change, ending('end-access', ['FT-43', 'FT-44'])]],
    [
      'two endings',
      ({ ending }) => [ending('end-access', ['FT-43', 'FT-44']), ending('cancel-website', ['FT-41', 'FT-44'])],
    ],
    ['another website and a change', ({ newWebsite, change }) => [newWebsite, change]],
    [
      'another website and an ending',
      ({ newWebsite, ending }) => [newWebsite, ending('cancel-website', ['FT-41', 'FT-44'])],
    ],
  ])('%s: one begins, and the other is told that there is one', async (what, beginsOf) => {
    const person = await filed(what);
    const begin: (() => ReturnType<Call>)[] = [];
    for (const prepare of beginsOf(person)) begin.push(await prepare());

    const replies = await Promise.all(begin.map((start) => start()));

    const told = replies.map((reply) => (reply.status < 300 ? 'begun' : refusalOf(reply)));
    expect(told.toSorted()).toEqual(['409 filing.unfinished', 'begun']);
    const { sql } = await database();
    const open = await sql
      .selectFrom('filing')
      .select('id')
      .where('state', 'in', ['draft', 'submitted', 'queued'])
      .execute();
    expect(open).toHaveLength(1);
    const { body } = await person.call('GET', '/v1/filings');
    const { filings } = body as { readonly filings: readonly { readonly filingId: string }[] };
    expect(filings.map(({ filingId }) => filingId)).toContain(open[0]?.id);
  });
});
