import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingCasesOf, SETTINGS } from '../../tests/support/filings/filing-cases.ts';
import { draftFiling } from '../../tests/support/filings/filings.ts';
import { TEN_WAYS } from '../../tests/support/ten-ways.ts';
import { contract } from './contract.ts';
import { saveDraft } from './save-draft.ts';
import { savePrincipal } from './save-principal.ts';
import { addWebsite } from './save-website.ts';

const { instance } = await testInstance(testClock('2026-11-24T02:00:00Z'));
const ports = () => ({ ...instance, settings: SETTINGS, filingCases: filingCasesOf(instance) });

/** The ways, and where each is saved. */
const FIELDS = [
  ['idNumber', 'idNumber'],
  ['mobile', 'mobile'],
  ['mobile', 'emergencyPhone'],
  ['landline', 'officePhone'],
  ['email', 'email'],
] as const;

const contentsOf = async ({ filingId, applicantId }: { filingId: string; applicantId: string }) =>
  (await instance.filings.findOwn(filingId, applicantId)).contents;

describe('one value written ten ways', () => {
  it.each(FIELDS)('%s is stored in one form when a field of a draft is saved: %s', async (kind, key) => {
    const at = await draftFiling(instance);
    for (const [index, way] of TEN_WAYS[kind].ways.entries()) {
      const page = `page-${index}`.padEnd(16, '0');
      const body = contract.saveDraft.body.parse({ page, fields: { [key]: way } });
      const saved = await saveDraft(
        { ...at, form: 'principal', seenVersion: index + 10, userAgent: '', body },
        ports(),
      );

      expect([saved.problems, saved.gaps]).toEqual([[], []]);
      expect((await contentsOf(at)).principal?.[key]).toBe(TEN_WAYS[kind].form);
    }
    const draft = await instance.formDrafts.find(at.filingId, 'principal');
    expect(draft?.fields[key]?.value).toBe(TEN_WAYS[kind].form);
    // The same value in another notation is no other value.
    expect([draft?.version, draft?.others]).toEqual([1, {}]);
  });

  it.each(FIELDS)('%s is stored in one form when a whole form is saved: %s', async (kind, key) => {
    const at = await draftFiling(instance);
    for (const way of TEN_WAYS[kind].ways) {
      const body = contract.savePrincipal.body.parse({ ...ENTERPRISE.principal, [key]: way });
      await savePrincipal({ ...at, body }, ports());

      expect((await contentsOf(at)).principal?.[key]).toBe(TEN_WAYS[kind].form);
    }
  });

  it('of a domain is stored in ASCII', async () => {
    for (const way of TEN_WAYS.domain.ways) {
      const at = await draftFiling(instance);
      const body = contract.addWebsite.body.parse({
        domain: way,
        cloudService: { kind: 'authorization-code', code: 'AAAA-BBBB' },
      });
      await addWebsite({ ...at, body }, ports());

      expect((await contentsOf(at)).websites.at(-1)?.domain).toBe(TEN_WAYS.domain.form);
    }
  });

  it('of a name keeps the characters that certificates print', () => {
    const stored = TEN_WAYS.name.ways.map(
      (name) => contract.saveOrganizer.body.parse({ ...ENTERPRISE.organizer, name }).name,
    );

    expect(new Set(stored)).toEqual(
      new Set([
        '深圳ABC云帆（样例）科技有限公司',
        '深圳abc云帆（样例）科技有限公司',
        '深圳 ABC 云帆（样例）科技有限公司',
        '深圳 ABC云帆（样例）科技有限公司',
        '深圳ABC云帆【样例】科技有限公司',
        '深圳ABC云帆〔样例〕科技有限公司',
        '深圳ABC云帆﹙样例﹚科技有限公司',
      ]),
    );
  });

  it('of a credit code fits its field with whatever stands between its characters', () => {
    const read = TEN_WAYS.creditCode.ways.map(
      (certificateNumber) =>
        contract.saveCertificateNumber.body.parse({ certificateNumber, reason: 're-issued' }).certificateNumber,
    );

    expect(read).toEqual(Array(10).fill('91440300MAYH3K7264'));
  });
});

describe('what is too long to be a value', () => {
  it('is refused without being looked at', () => {
    const mobile = `${' -'.repeat(400_000)}1`;

    expect(contract.savePrincipal.body.safeParse({ ...ENTERPRISE.principal, mobile }).success).toBe(false);
  });
});
