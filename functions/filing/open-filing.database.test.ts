import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { openInstances, outcomes } from '../../tests/support/database/instance.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { SETTINGS } from '../../tests/support/filings/filing-cases.ts';
import { eligibilityOf, filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { openFiling } from './open-filing.ts';

const CONSENT = SETTINGS.consentTextVersion;
const DAY = 24 * 60 * 60;

let applicantId: string;
const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
beforeEach(async () => {
  ({ accountId: applicantId } = await instance.accounts.signIn(instance.ids.secret()));
});

async function ticketFor(input = eligibilityOf(ENTERPRISE), accountId = applicantId): Promise<string> {
  const ticket = instance.ids.secret();
  const expiresAt = new Date(clock.now().getTime() + DAY * 1000);
  await instance.eligibilityChecks.save({ accountId, ticket, input, filingType: 'first', expiresAt });
  return ticket;
}

/** In one transaction, as the edge runs it. */
const open = (ticket: string, { consentTextVersion = CONSENT, by = applicantId, at = instance } = {}) =>
  at.transactions.inTransaction(async () => {
    const command = { applicantId: by, body: { ticket, consentTextVersion } };
    return contract.openFiling.reply.parse(await openFiling(command, { ...at, settings: SETTINGS }));
  });

const filingsOf = () => instance.filings.listOwn(applicantId);

describe('opening a filing', () => {
  it('creates a draft with the six inputs and their website, and stores the consent', async () => {
    const filing = await open(await ticketFor());

    const { contents } = await instance.filings.findOwn(filing.filingId, applicantId);
    expect(filing).toMatchObject({
      state: 'draft',
      filingType: 'first',
      version: 1,
      round: 0,
      organizerKind: 'enterprise',
    });
    expect(contents.eligibility).toEqual(eligibilityOf(ENTERPRISE));
    expect(contents.websites).toEqual([
      {
        id: filing.websites[0]?.websiteId,
        domain: 'yunfan-keji.cn',
        cloudService: eligibilityOf(ENTERPRISE).cloudService,
      },
    ]);
    expect(await instance.consents.hasAgreedTo(applicantId, CONSENT)).toBe(true);
  });

  it('of an organizer that the account has filed has its subject and principal, and nothing of its websites', async () => {
    const { applicantId: filer, filingId, websiteId } = await filingIn(instance, 'authority-review');
    const organizer = '粤ICP备2026000001号';
    const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
    await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
    const input = { ...eligibilityOf(ENTERPRISE), domain: 'yunfan-shop.cn' };

    const [own, others] = [
      await open(await ticketFor(input, filer), { by: filer }),
      await open(await ticketFor(input)),
    ];

    const { contents, startedFrom } = await instance.filings.findOwn(own.filingId, filer);
    expect(startedFrom).toEqual({ recordId: filingId, version: 1 });
    expect([contents.organizer, contents.principal]).toEqual([ENTERPRISE.organizer, ENTERPRISE.principal]);
    expect(contents.websites.map(({ domain, details, siteOwner }) => [domain, details, siteOwner])).toEqual([
      ['yunfan-shop.cn', undefined, undefined],
    ]);
    expect([others.organizer, others.principal]).toEqual([undefined, undefined]);
    expect((await instance.filings.findOwn(others.filingId, applicantId)).startedFrom).toBeUndefined();
  });

  it('shows no certificate number in its reply', async () => {
    const filing = await open(await ticketFor());

    expect(filing.certificateNumber).toBe('914***********7264');
  });

  it('requires the current consent text, and stores no consent to another', async () => {
    const ticket = await ticketFor();

    const opening = open(ticket, { consentTextVersion: '2025-01' });

    await expect(opening).rejects.toMatchObject({ refusal: 'consent.missing', facts: { textVersion: CONSENT } });
    expect(await instance.consents.hasAgreedTo(applicantId, '2025-01')).toBe(false);
    expect(await open(ticket)).toMatchObject({ state: 'draft' });
  });

  it('refuses a ticket that does not exist', async () => {
    const opening = open('never-given-ticket-00000');

    await expect(opening).rejects.toMatchObject({ refusal: 'eligibility.unknown' });
    expect(await filingsOf()).toEqual([]);
  });

  it('refuses a ticket that has expired', async () => {
    const ticket = await ticketFor();
    clock.forward(DAY);

    const opening = open(ticket);

    await expect(opening).rejects.toMatchObject({ refusal: 'eligibility.unknown' });
  });

  it('refuses a ticket that was used before', async () => {
    const ticket = await ticketFor();
    await open(ticket);

    await expect(open(ticket)).rejects.toMatchObject({ refusal: 'eligibility.used' });
  });

  it('refuses the ticket of another account as if there were none, used or not', async () => {
    const [fresh, used] = [await ticketFor(), await ticketFor()];
    await open(used);
    const { accountId: other } = await instance.accounts.signIn(instance.ids.secret());

    const refused = await outcomes([open(fresh, { by: other }), open(used, { by: other })]);

    expect(refused).toEqual({ 'eligibility.unknown': 2 });
    expect(await instance.filings.listOwn(other)).toEqual([]);
  });

  it('refuses a second filing while one is unfinished, and keeps the ticket usable', async () => {
    const first = await open(await ticketFor());
    const ticket = await ticketFor();

    await expect(open(ticket)).rejects.toMatchObject({ refusal: 'filing.unfinished' });

    await instance.filings.change(first.filingId, applicantId, () => ({ event: 'abandon' }));
    expect(await open(ticket)).toMatchObject({ state: 'draft' });
  });

  it('opens one filing when a ticket is used many times concurrently', async () => {
    const ticket = await ticketFor();
    const several = await openInstances(4, test.url, clock);

    const counts = await outcomes([0, 1, 2, 3].map((call) => open(ticket, { at: several.nth(call) })));

    await several.close();
    expect(counts).toEqual({ done: 1, 'eligibility.used': 3 });
    expect(await filingsOf()).toHaveLength(1);
  });
});
