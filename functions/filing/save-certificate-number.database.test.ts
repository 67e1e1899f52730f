import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import type { NumberReason } from '../../shared/domain/filing/filing.ts';
import { NumberTaken } from '../../shared/domain/record/fold.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { openInstances } from '../../tests/support/database/instance.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingCasesOf, SETTINGS } from '../../tests/support/filings/filing-cases.ts';
import { filingIn, licencePicture, submission } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { openFromRecord } from './open-from-record.ts';
import { saveCertificateNumber } from './save-certificate-number.ts';

const { test, instance } = await testInstance();
const FILED = ENTERPRISE.licence.creditCode;
const ANOTHER = '91440300MAYH3K8A88';
const TAKEN = '91440300MAYH3K9B19';
/** Filed with it already, as another organizer is. */
const HOLDER: Specimen = {
  ...ENTERPRISE,
  domain: 'xinghe-other.cn',
  licence: { ...ENTERPRISE.licence, creditCode: TAKEN },
};
let records = 0;

/** A record of its own account; the domain of the one before is filed anew with it. */
async function record(specimen: Specimen) {
  records += 1;
  const filed = await filingIn(instance, 'authority-review', specimen);
  const organizer = `粤ICP备20260001${String(records).padStart(2, '0')}号`;
  const numbers = { organizer, websites: { [filed.websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filed.filingId, () => ({ event: 'approve', numbers }));
  return { ...filed, recordId: recordBegunBy(filed.filingId) };
}

async function change(specimen: Specimen = ENTERPRISE) {
  const { applicantId, recordId, filingId: firstFilingId } = await record(specimen);
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
  return { applicantId, recordId, firstFilingId, filingId, save, contents, why };
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

/** From a draft to the desk of the authority. */
async function handIn(filingId: string): Promise<void> {
  for (const event of ['submit', 'accept', 'send-sms', 'confirm-sms'] as const)
    await instance.reviews.changeFiling(filingId, (filing) => (event === 'submit' ? submission(filing) : { event }));
}

describe('a certificate number that is filed here already', () => {
  const about = async ({ applicantId, filingId }: { readonly applicantId: string; readonly filingId: string }) => {
    const filing = await instance.filings.findOwn(filingId, applicantId);
    const found = preCheck(await filingCasesOf(instance).whole(filing, true));
    return found
      .filter(({ ruleId }) => ['FT-12', 'FT-98'].includes(ruleId))
      .map(({ ruleId, message }) => [ruleId, message]);
  };
  const read = { creditCode: { text: TAKEN, confidence: 0.99 } };

  it('under another account stops the change (FT-12), and is not told to whoever has no such licence', async () => {
    const own = await change({ ...ENTERPRISE, domain: 'xinghe-own.cn' });
    const { applicantId, filingId } = await record(HOLDER);
    await own.save(TAKEN);

    const typed = await about(own);
    await licencePicture(instance, own, read);
    const proven = await about(own);
    await instance.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));
    const ended = await about(own);

    expect(applicantId).not.toBe(own.applicantId);
    expect([typed, proven, ended]).toEqual([
      [],
      [['FT-12', '新的证件号码已在本平台其他账号下有备案记录，请核对号码；号码无误的，请打开“备案在别处”，看怎么办。']],
      [],
    ]);
  });

  it('under the same account is refused when it is saved, and stops the change if it was filed since (FT-98)', async () => {
    const own = await change({ ...ENTERPRISE, domain: 'xinghe-own.cn' });
    await own.save(TAKEN);
    await licencePicture(instance, own, read);
    const { filingId } = await record(HOLDER);
    await test.query('update record set account_id = $1 where id = $2', [own.applicantId, filingId]);
    const message = '新的证件号码已用于你的另一份备案，请核对号码；号码无误的，请先注销其中一份备案。';

    const found = await about(own);
    await own.save(FILED);

    expect(found).toEqual([['FT-98', message]]);
    expect(await own.why(own.save(TAKEN))).toEqual(refused('change.fixed', message));
    await instance.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));
  });

  it('since the submission leaves the approval to the operator, and nothing is written', async () => {
    const own = await change({ ...ENTERPRISE, domain: 'xinghe-own.cn' });
    await own.save(TAKEN);
    await handIn(own.filingId);
    const { filingId } = await record(HOLDER);
    const approval = () => instance.reviews.changeFiling(own.filingId, () => ({ event: 'approve' }));

    await expect(approval()).rejects.toThrow(NumberTaken);
    const { state } = await instance.filings.findOwn(own.filingId, own.applicantId);
    const { version, contents } = await instance.records.findOwn(own.recordId, own.applicantId);
    await instance.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));
    await approval();

    expect([state, version, contents.subject.certificateNumber]).toEqual(['authority-review', 1, FILED]);
    const after = await instance.records.findOwn(own.recordId, own.applicantId);
    expect(after.contents.subject.certificateNumber).toBe(TAKEN);
    await instance.reviews.changeFiling(own.firstFilingId, () => ({ event: 'revoke' }));
  });

  it('goes to one of two changes that are approved at once', async () => {
    const instances = await openInstances(2, test.url);
    for (let turn = 0; turn < 5; turn += 1) {
      const both = [
        await change({ ...ENTERPRISE, domain: `xinghe-${turn}-a.cn` }),
        await change({ ...ENTERPRISE, domain: `xinghe-${turn}-b.cn` }),
      ];
      for (const { save, filingId } of both) {
        await save(TAKEN);
        await handIn(filingId);
      }

      const outcomes = await Promise.allSettled(
        both.map(({ filingId }, index) =>
          instances.nth(index).reviews.changeFiling(filingId, () => ({ event: 'approve' })),
        ),
      );

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(NumberTaken);
      for (const { firstFilingId } of both)
        await instance.reviews.changeFiling(firstFilingId, () => ({ event: 'revoke' }));
    }
    await instances.close();
  });
});
