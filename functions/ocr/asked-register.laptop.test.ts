import { afterEach, describe, expect, it } from 'vitest';
import { Failed } from '../../platform/ports/failed.ts';
import type { CompanyAnswers } from '../../shared/ports/facts/company-register.ts';
import { testReadings } from '../../tests/support/pictures/readings.ts';

const readings = await testReadings();
afterEach(() => readings.answerAsEver());

/** A register of a service, and the companies that it was asked about. */
function registerThat(ofReading: CompanyAnswers['ofReading']) {
  const asked: unknown[] = [];
  const companyAnswers = {
    ofReading: async (...question) => {
      asked.push(question[0]);
      return ofReading(...question);
    },
  } as CompanyAnswers;
  return { asked, companyAnswers };
}

/** What was stored after the reading with this register. */
async function readWith(
  companyAnswers: CompanyAnswers | undefined,
  kind: 'business-licence' | 'id-front' = 'business-licence',
) {
  const { deliver, now } = await readings.passedOn(kind);
  await deliver(readings.ports(readings.instance, { companyAnswers }));
  const { fields = {}, state } = await now();
  const agreed = Object.entries(fields).flatMap(([name, { agreesWith }]) =>
    agreesWith ? [`${name} ${agreesWith}`] : [],
  );
  return { state, agreed };
}

describe('a licence whose company the commercial register knows as it was read', () => {
  it('has a name, a legal representative and a credit code that are sure', async () => {
    const { asked, companyAnswers } = registerThat(async () => true);

    const { agreed } = await readWith(companyAnswers);

    expect(asked).toEqual([
      { creditCode: '91440300MAYH3K7264', name: '深圳市云帆样例科技有限公司', legalRepresentative: '周建明' },
    ]);
    expect(agreed.toSorted()).toEqual([
      'creditCode company-register',
      'legalRepresentative company-register',
      'name company-register',
    ]);
  });

  it.each([
    ['the register does not know it', registerThat(async () => false).companyAnswers],
    ['the register was asked before, or did not answer', registerThat(async () => undefined).companyAnswers],
    ['the register fails', registerThat(() => Promise.reject(new Failed('ocr', 'broken'))).companyAnswers],
    ['the operator does not use it', undefined],
  ])('stays as it was read when %s', async (_, companyAnswers) => {
    expect(await readWith(companyAnswers)).toEqual({ state: 'ready', agreed: [] });
  });
});

describe('the commercial register', () => {
  it('is not asked about another company, an incomplete licence, a wrong code, or a card', async () => {
    const { asked, companyAnswers } = registerThat(async () => true);

    readings.answer('BizLicenseOCR', { RegNum: '92440300MAYH3K7261' });
    await readWith(companyAnswers);
    readings.answer('BizLicenseOCR', { Person: '' });
    await readWith(companyAnswers);
    readings.answer('BizLicenseOCR', { RegNum: '91440300MAYH3K7265' });
    await readWith(companyAnswers);
    await readWith(companyAnswers, 'id-front');

    expect(asked).toEqual([]);
  });
});

describe('a certificate with values that could not be read', () => {
  it('is not accepted without a word: they may be covered', async () => {
    readings.answer('BizLicenseOCR', { Name: '', Address: '', Person: '' });
    const { deliver, now } = await readings.passedOn('business-licence');

    await deliver(readings.ports());

    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [
        {
          ruleId: 'MT-93',
          severity: 'confirm',
          field: 'file',
          message:
            '没有识别出证件上的名称、住所、法定代表人，请检查有没有遮挡、马赛克或反光，重新拍摄；照片无误的，请对照证件填写。',
          params: { what: '名称、住所、法定代表人' },
        },
      ],
    });
  });
});
