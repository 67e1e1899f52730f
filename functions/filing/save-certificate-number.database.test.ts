import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { NumberReason } from '../../shared/domain/filing/filing.ts';
import { filingCasesOf, SETTINGS } from '../../tests/support/filing-cases.ts';
import { filingIn, submission } from '../../tests/support/filings.ts';
import { testInstance } from '../../tests/support/test-instance.ts';
import { contract } from './contract.ts';
import { openFromRecord } from './open-from-record.ts';
import { saveCertificateNumber } from './save-certificate-number.ts';

const { instance } = await testInstance();
const FILED = ENTERPRISE.licence.creditCode;
const ANOTHER = '91440300MAYH3K8A88';
let records = 0;

/** A record of its own account; the domain of the one before is filed anew with it. */
async function record(specimen: Specimen) {
  records += 1;
  const filed = await filingIn(instance, 'authority-review', specimen);
  const organizer = `粤ICP备20260001${String(records).padStart(2, '0')}号`;
  const numbers = { organizer, websites: { [filed.websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filed.filingId, () => ({ event: 'approve', numbers }));
  return filed;
}

async function change(specimen: Specimen = ENTERPRISE) {
  const { applicantId, filingId: recordId } = await record(specimen);
  const { id: filingId } = await openFromRecord(applicantId, { recordId, filingType: 'change' }, instance);
  const save = async (
    certificateNumber: string,
    reason: NumberReason = 're-issued',
    replacementProvinces: readonly string[] = [],
  ) => {
    const ports = {
      ...instance,
      filingCases: filingCasesOf(instance),
      settings: { ...SETTINGS, replacementProvinces },
    };
    const command = { applicantId, filingId, body: { certificateNumber, reason } };
    return contract.saveCertificateNumber.reply.parse(await saveCertificateNumber(command, ports));
  };
  const contents = async () => (await instance.filings.findOwn(filingId, applicantId)).contents;
  const why = (saving: Promise<unknown>) =>
    saving.then(
      () => 'saved',
      ({ refusal, facts }) => [refusal, facts.fields],
    );
  return { applicantId, recordId, filingId, save, contents, why };
}

const refused = (refusal: string, message: string) => [refusal, [{ field: 'certificateNumber', message }]];

describe('another certificate number in a change', () => {
  it('is saved with its reason, and taken back with the number that is filed', async () => {
    const { save, contents } = await change();

    const { filing } = await save(` ${ANOTHER.toLowerCase()} `);
    const after = await contents();
    await save(FILED);
    const back = await contents();

    expect(filing.certificateNumber).toBe('914***********8A88');
    expect([after.eligibility.certificateNumber, after.numberReason]).toEqual([ANOTHER, 're-issued']);
    expect(after.before?.certificateNumber).toBe(FILED);
    expect([back.eligibility.certificateNumber, back.numberReason]).toEqual([FILED, undefined]);
  });

  it('needs a sound credit code', async () => {
    const { save, why } = await change();

    expect([await why(save('91440300MAYH3K8A8')), await why(save('91440300MAYH3K8A89'))]).toEqual([
      refused(
        'request.invalid',
        '统一社会信用代码格式不正确，应为18位数字或大写字母（不含I、O、S、V、Z），请核对营业执照。',
      ),
      refused('request.invalid', '统一社会信用代码校验未通过，请核对证件号码。'),
    ]);
  });

  it('of another organizer is off in every province (FT-33)', async () => {
    const { save, why, contents } = await change();

    const outcome = await why(save(ANOTHER, 'replaced'));

    expect(outcome).toEqual(refused('change.fixed', '变更备案不能更换主办单位。请注销原备案后，以新单位重新备案。'));
    expect((await contents()).eligibility.certificateNumber).toBe(FILED);
  });

  it('of another organizer is saved where the province allows it and the operator has switched it on', async () => {
    const { save, contents } = await change();

    await save(ANOTHER, 'replaced', ['440000']);

    expect((await contents()).numberReason).toBe('replaced');
  });

  it('is refused for an individual, and in a filing that is no change', async () => {
    const { save, why } = await change(INDIVIDUAL);
    const first = await filingIn(instance, 'draft');
    const ports = {
      ...instance,
      filingCases: filingCasesOf(instance),
      settings: { ...SETTINGS, replacementProvinces: [] },
    };
    const body = { certificateNumber: ANOTHER, reason: 're-issued' as const };

    const outcomes = [await why(save(ANOTHER)), await why(saveCertificateNumber({ ...first, body }, ports))];

    expect(outcomes).toEqual([
      refused('change.fixed', '个人备案的证件号码不能变更。请注销原备案后，以新证件重新备案。'),
      ['filing.no-change', undefined],
    ]);
  });

  it('becomes the record’s with the approval, and the record is found by it', async () => {
    const { applicantId, recordId, filingId, save } = await change();
    await save(ANOTHER);

    for (const event of ['submit', 'accept', 'send-sms', 'confirm-sms', 'approve'] as const)
      await instance.reviews.changeFiling(filingId, (filing) => (event === 'submit' ? submission(filing) : { event }));

    const { contents, version } = await instance.records.findOwn(recordId, applicantId);
    expect([version, contents.subject.certificateNumber, contents.organizer?.name]).toEqual([
      2,
      ANOTHER,
      ENTERPRISE.organizer.name,
    ]);
  });
});
