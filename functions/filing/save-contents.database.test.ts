import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FilingContents, FlaggedField, Organizer, Person } from '../../shared/domain/filing/filing.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingCasesOf } from '../../tests/support/filings/filing-cases.ts';
import { draftFiling, eligibilityOf, filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { saveOrganizer } from './save-organizer.ts';
import { savePrincipal } from './save-principal.ts';

let at: Awaited<ReturnType<typeof draftFiling>>;
const { instance } = await testInstance();
beforeEach(async () => {
  at = await draftFiling(instance);
});

const ports = () => ({ ...instance, filingCases: filingCasesOf(instance) });
const current = () => instance.filings.findOwn(at.filingId, at.applicantId);
/** Stores contents as an earlier version did. */
const storeContents = (contents: FilingContents) =>
  instance.filings.change(at.filingId, at.applicantId, () => ({ event: 'save', contents, facts: {} }));
const organizerWith = (changes: Partial<Organizer>): Organizer => ({ ...ENTERPRISE.organizer, ...changes });
const principalWith = (changes: Partial<Person>): Person => ({ ...ENTERPRISE.principal, ...changes });

const savedOrganizer = async (body: Organizer, address = at) =>
  contract.saveOrganizer.reply.parse(await saveOrganizer({ ...address, body }, ports()));
const savedPrincipal = async (body: Person, address = at) =>
  contract.savePrincipal.reply.parse(await savePrincipal({ ...address, body }, ports()));

describe('saving a section of a draft', () => {
  it('stores what was typed, makes one version and names the section in the history', async () => {
    const { filing, findings } = await savedOrganizer(organizerWith({ remark: '原名云帆样例工作室' }));

    const history = await instance.filings.historyOf(at.filingId);
    expect(findings).toEqual([]);
    expect(filing.version).toBe(2);
    expect((await current()).contents.organizer).toEqual(organizerWith({ remark: '原名云帆样例工作室' }));
    expect(history.at(-1)).toMatchObject({ version: 2, event: 'save', facts: { section: 'organizer' } });
  });

  it('stores wrong values too, and returns the findings about this section only', async () => {
    await savedOrganizer(organizerWith({ name: '云帆' }));

    const { findings } = await savedPrincipal(principalWith({ mobile: '12345678901', emergencyPhone: '12345678901' }));

    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ field }) => field.startsWith('principal.'))).toBe(true);
    expect(findings.map(({ field }) => field)).toContain('principal.mobile');
    expect((await current()).contents.principal?.mobile).toBe('12345678901');
  });

  it('says at once that an ID number is mistyped', async () => {
    const mistyped = ENTERPRISE.principal.idNumber.replace(/.$/, (last) => (last === '1' ? '2' : '1'));

    const { findings } = await savedPrincipal(principalWith({ idNumber: mistyped }));

    expect(findings.map(({ ruleId, field, message }) => [ruleId, field, message])).toContainEqual([
      'FD-08',
      'principal.idNumber',
      '身份证号码校验未通过，请核对。',
    ]);
  });

  it('makes no version when equal contents are saved again', async () => {
    await savedPrincipal(principalWith({ email: 'zhou@example.com' }));

    const { filing } = await savedPrincipal(principalWith({ email: 'zhou@example.com' }));

    expect(filing.version).toBe(2);
    expect(await instance.filings.historyOf(at.filingId)).toHaveLength(2);
  });

  it.each([ENTERPRISE, INDIVIDUAL])('shows nothing personal in its reply: $organizerKind', async (specimen) => {
    const { organizer, principal, idCard } = specimen;
    at = await draftFiling(instance, specimen);

    const answers = [await savedOrganizer(organizer), await savedPrincipal(principal)];

    const { name, idNumber, mobile, officePhone, emergencyPhone, email } = principal;
    const personal = [
      name,
      idNumber,
      mobile,
      officePhone,
      emergencyPhone,
      email,
      organizer.address.detail,
      idCard.address,
    ];
    for (const value of personal) expect(JSON.stringify(answers)).not.toContain(value);
  });

  it('leaves the six inputs of the eligibility check unchanged', async () => {
    await savedOrganizer(organizerWith({ name: '深圳市云帆样例贸易有限公司' }));

    expect((await current()).contents.eligibility).toEqual(eligibilityOf(ENTERPRISE));
    expect(contract.saveOrganizer.body.safeParse({ ...ENTERPRISE.organizer, certificateNumber: 'x' }).success).toBe(
      false,
    );
  });

  it("does not touch another applicant's filing", async () => {
    const other = await draftFiling(instance);

    const saving = savedOrganizer(ENTERPRISE.organizer, { ...at, applicantId: other.applicantId });

    await expect(saving).rejects.toMatchObject({ refusal: 'filing.unknown' });
    expect((await current()).version).toBe(1);
  });

  it.each(['submitted', 'queued', 'authority-review', 'approved', 'abandoned'] as const)(
    'is refused while the filing is %s',
    async (state) => {
      at = await filingIn(instance, state);

      const saving = savedOrganizer(organizerWith({ name: '深圳市另一家样例有限公司' }));

      await expect(saving).rejects.toMatchObject({ refusal: 'filing.wrong-state' });
    },
  );
});

describe('saving in a returned filing', () => {
  const returned = async (...flagged: FlaggedField[]) => {
    at = await filingIn(instance, 'submitted');
    await instance.reviews.changeFiling(at.filingId, () => ({ event: 'return', flagged }));
  };

  it('accepts a change of a flagged field', async () => {
    await returned({ field: 'organizer.address.detail', reason: '地址不完整' });
    const address = { ...ENTERPRISE.organizer.address, detail: '科苑南路168号样例大厦A座12层1203室' };

    const { filing } = await savedOrganizer(organizerWith({ address }));

    expect(filing.state).toBe('returned');
    expect((await current()).contents.organizer?.address).toEqual(address);
  });

  it('accepts the first answer to a question that was not asked before, and no second one', async () => {
    await returned({ field: 'organizer.address.detail', reason: '地址不完整' });
    const { legalRepresentative: _, ...earlier } = ENTERPRISE.organizer;
    const { officePhone, ...principalWithout } = ENTERPRISE.principal;
    const { contents } = await current();
    await storeContents({ ...contents, organizer: earlier });

    await savedOrganizer(ENTERPRISE.organizer);
    await storeContents({ ...contents, organizer: ENTERPRISE.organizer, principal: principalWithout });
    await savedPrincipal(ENTERPRISE.principal);
    const again = savedOrganizer(organizerWith({ legalRepresentative: '周建民' }));

    await expect(again).rejects.toMatchObject({ refusal: 'filing.field-closed' });
    expect((await current()).contents).toMatchObject({
      organizer: { legalRepresentative: '周建明' },
      principal: { officePhone },
    });
  });

  it('accepts any change of a flagged section', async () => {
    await returned({ field: 'principal', reason: '负责人信息有误' });

    await savedPrincipal(principalWith({ mobile: '13822230018', email: 'zhou@example.com' }));

    expect((await current()).contents.principal).toMatchObject({ mobile: '13822230018', email: 'zhou@example.com' });
  });

  it('refuses a change of another field, names it, and changes nothing', async () => {
    await returned({ field: 'organizer.name', reason: '名称有误' });
    const before = await current();

    const saving = savedOrganizer(organizerWith({ name: '深圳市云帆样例有限公司', investor: '另一人' }));

    await expect(saving).rejects.toMatchObject({
      refusal: 'filing.field-closed',
      facts: { fields: [{ field: 'organizer.investor', message: '本轮未要求修改这一项，请恢复原来的内容。' }] },
    });
    expect(await current()).toEqual(before);
  });

  it('accepts a whole form in which only the flagged field differs', async () => {
    await returned({ field: 'principal.mobile', reason: '号码无法接通' });

    const { filing } = await savedPrincipal(principalWith({ mobile: '13822230018' }));

    expect(filing.version).toBe(4);
  });
});
