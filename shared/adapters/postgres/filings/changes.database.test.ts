import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { followRecord } from '../../../../functions/filing/moved-record.ts';
import { openFromRecord } from '../../../../functions/filing/open-from-record.ts';
import { edited } from '../../../../tests/support/any-edit.ts';
import { wholeNumbersFrom } from '../../../../tests/support/chance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { filingCasesOf } from '../../../../tests/support/filings/filing-cases.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import { differences } from '../../../domain/filing/difference.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import { approvedFiling, foldRecord, NumberTaken, type RecordCause } from '../../../domain/record/fold.ts';
import { type FiledRecord, liveWebsites } from '../../../domain/record/record.ts';
import { preCheck } from '../../../domain/rules/pre-check.ts';

const { test, instance } = await testInstance();
const filingCases = filingCasesOf(instance);
const ports = { ...instance, filingCases };

const account = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;
const change = (filingId: string, event: 'approve' | 'revoke' | 'abandon', numbers?: Filing['numbers']) =>
  instance.reviews.changeFiling(filingId, () => ({ event, ...(numbers && { numbers }) }));

describe('whatever 200 operations and verdicts come in whatever order', () => {
  it.each([1, 2])(
    'a record is the fold of its filings, and nothing of an ended record can be handed in: seed %i',
    { timeout: 120_000 },
    async (seed) => {
      await test.empty('account');
      const random = wholeNumbersFrom(seed);
      const accounts = [await account(), await account(), await account()];
      const standing: string[] = [];
      const counts = { approved: 0, followed: 0, refused: 0 };

      /** A website that is approved: the first one of its organizer, or another. */
      async function file(applicantId: string, index: number): Promise<void> {
        const [id, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
        const organizer = `粤ICP备20260${seed}${index}${100 + random(4)}号`;
        const contents = contentsOf(ENTERPRISE, websiteId);
        const websites = contents.websites.map((site) => ({ ...site, domain: `site-${random(40)}.cn` }));
        const filingType = random(2) === 0 ? 'first' : 'new-website';
        await instance.filings.create({ id, applicantId, filingType, contents: { ...contents, websites } });
        await decide(id, { organizer, websites: { [websiteId]: `${organizer}-${1 + random(90)}` } });
      }

      async function decide(id: string, numbers?: Filing['numbers']): Promise<void> {
        await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [id]);
        try {
          await change(id, 'approve', numbers);
          standing.push(id);
          counts.approved += 1;
        } catch (error) {
          if (!(error instanceof NumberTaken)) throw error;
          await test.query(`update filing set state = 'abandoned' where id = $1`, [id]);
          counts.refused += 1;
        }
      }

      async function begin(applicantId: string): Promise<void> {
        const own = await instance.records.listOwn(applicantId);
        const record = own[random(Math.max(own.length, 1))];
        if (!record) return;
        const opening = openFromRecord(applicantId, { recordId: record.id, filingType: 'change' }, instance);
        const filing = await opening.catch((error: unknown) => {
          if (error instanceof Refused) return undefined;
          throw error;
        });
        if (record.contents.ended) expect(filing).toBeUndefined();
        if (filing)
          await instance.filings.change(filing.id, applicantId, ({ contents }) => ({
            event: 'save',
            contents: edited(contents, random),
          }));
      }

      /** Goes on with an open change: it is edited, follows its record, is let go, or is approved. */
      async function goOn(filingId: string, applicantId: string): Promise<void> {
        const filing = await instance.filings.findOwn(filingId, applicantId);
        const record = await instance.records.findOwn(filing.startedFrom?.recordId as RecordId, applicantId);
        const stops = preCheck(await filingCases.whole(filing, true)).map(({ ruleId }) => ruleId);
        const isMoved = record.version !== filing.startedFrom?.version;
        if (record.contents.ended || liveWebsites(record).length === 0) {
          expect(stops).toContain('FT-96');
          await change(filingId, 'abandon');
        } else if (isMoved) {
          expect(stops).toContain('FT-95');
          const mine = differences(filing.contents).filter(({ path }) => !path.startsWith('websites'));
          await followRecord({ applicantId, filingId, body: { version: record.version } }, ports);
          const now = differences((await instance.filings.findOwn(filingId, applicantId)).contents);
          for (const { path, after } of mine)
            if (path !== 'organizer.name')
              expect(now.find((difference) => difference.path === path)?.after ?? after).toEqual(after);
          counts.followed += 1;
        } else if (random(3) === 0)
          await instance.filings.change(filingId, applicantId, ({ contents }) => ({
            event: 'save',
            contents: edited(contents, random),
          }));
        else await decide(filingId);
      }

      for (let step = 0; step < 200; step += 1) {
        const index = random(accounts.length);
        const applicantId = accounts[index] ?? '';
        const open = (await instance.filings.listOwn(applicantId)).find(({ state }) => state === 'draft');
        const [one] =
          standing.length > 5 && random(4) === 0 ? standing.splice(random(Math.max(standing.length, 1)), 1) : [];
        if (one) await change(one, 'revoke');
        else if (open) await goOn(open.id, applicantId);
        else if (random(2) === 0) await file(applicantId, index);
        else await begin(applicantId);
      }

      const records = (await Promise.all(accounts.map((text) => instance.records.listOwn(text)))).flat();
      for (const record of records) expect(await folded(record)).toEqual(record);
      const numbers = records.flatMap(({ contents }) => contents.websites.map(({ number }) => number));
      const domains = records.flatMap(liveWebsites).flatMap((website) => website.domains);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(new Set(domains).size).toBe(domains.length);

      expect(counts.approved).toBeGreaterThan(10);
    },
  );

  /** The record that the fold makes of the causes of its versions and of the filings behind them. */
  async function folded({ id }: FiledRecord): Promise<FiledRecord | undefined> {
    const causes: RecordCause[] = [];
    for (const { cause, filingId, at } of await instance.records.versionsOf(id)) {
      if (filingId === undefined) throw new Error('a version without a filing');
      const filing = await instance.reviews.findFiling(filingId);
      const given = { at: at.toISOString(), filingId };
      const approval = approvedFiling(filing);
      if (cause === 'approval' && approval) causes.push({ kind: cause, at: given.at, filing: approval });
      if (cause === 'revocation') causes.push({ kind: cause, ...given });
      if (cause === 'filed-anew')
        causes.push({
          ...{ kind: cause, ...given, domains: filing.contents.websites.map(({ domain }) => domain) },
          certificateNumber: filing.contents.eligibility.certificateNumber,
        });
    }
    return foldRecord(causes);
  }
});
