import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { filingView } from '../../schemas/filing-view.ts';
import type { Filing } from './filing.ts';
import { maskedFields, maskedFiling } from './view.ts';

const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';

const filingOf = (specimen: Parameters<typeof contentsOf>[0], changes: Partial<Filing> = {}): Filing => ({
  id: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  applicantId: 'a7c0a3f4-7d0c-4b52-8a64-55f1c1c0de01',
  filingType: 'first',
  state: 'returned',
  version: 7,
  round: 2,
  lastVerdict: 1,
  contents: contentsOf(specimen, WEBSITE),
  flagged: [{ field: 'organizer.name', reason: '与执照不一致' }],
  createdAt: new Date('2026-11-20T02:00:00Z'),
  updatedAt: new Date('2026-11-24T02:00:00Z'),
  ...changes,
});

describe('maskedFiling', () => {
  it('[P3] shows the name of an enterprise and masks its people', () => {
    const view = maskedFiling(filingOf(ENTERPRISE));

    expect(view).toMatchObject({
      certificateNumber: '914***********7264',
      organizer: {
        name: '深圳市云帆样例科技有限公司',
        legalRepresentative: '周**',
        certificateAddress: '广东省****',
        address: { province: '440000', city: '440300', district: '440305', detail: '科苑南****' },
      },
      principal: {
        name: '周**',
        idNumber: '440***********9974',
        mobile: '138****0017',
        officePhone: '075******0018',
        emergencyPhone: '075******0017',
        email: 'z****@example.com',
      },
      websites: [{ websiteId: WEBSITE, domain: 'yunfan-keji.cn', siteOwner: { name: '周**' } }],
    });
  });

  it('[P3] masks the name of an organizer that is an individual', () => {
    const view = maskedFiling(filingOf(INDIVIDUAL));

    expect(view).toMatchObject({
      certificateNumber: '440***********9988',
      organizer: { name: '梁**' },
      websites: [{ siteOwner: undefined }],
    });
  });

  it.each([ENTERPRISE, INDIVIDUAL])('[P3] contains no personal value of $domain unmasked', (specimen) => {
    const { principal, organizer, idCard, organizerKind } = specimen;
    const personal = [
      principal.name,
      principal.idNumber,
      principal.mobile,
      principal.officePhone,
      principal.emergencyPhone,
      principal.email,
      organizer.certificateAddress,
      organizer.address.detail,
      idCard.address,
      ...(organizerKind === 'individual' ? [organizer.name] : [specimen.licence.creditCode]),
    ];

    const written = JSON.stringify(maskedFiling(filingOf(specimen)));

    expect(personal.filter((value) => written.includes(value))).toEqual([]);
  });

  it('shows the state of the filing and the flagged fields', () => {
    const view = maskedFiling(filingOf(ENTERPRISE));

    expect(view).toMatchObject({
      filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
      state: 'returned',
      stateLabel: '初审退回，待修改',
      version: 7,
      round: 2,
      flagged: [{ field: 'organizer.name', reason: '与执照不一致' }],
    });
  });

  it.each<[string, Filing]>([
    ['a complete one of an enterprise', filingOf(ENTERPRISE)],
    ['a complete one of an individual', filingOf(INDIVIDUAL)],
    [
      'an approved one',
      filingOf(ENTERPRISE, {
        state: 'approved',
        flagged: [],
        numbers: { organizer: '粤ICP备2026000001号', websites: { [WEBSITE]: '粤ICP备2026000001号-1' } },
      }),
    ],
    [
      'an empty draft',
      filingOf(ENTERPRISE, { contents: { ...contentsOf(ENTERPRISE, WEBSITE), organizer: undefined, websites: [] } }),
    ],
  ])('conforms to the schema: %s', (_, filing) => {
    const parsed = filingView.safeParse(maskedFiling(filing));

    expect(parsed.error).toBeUndefined();
  });
});

describe('maskedFields', () => {
  const read = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text, confidence: 0.9 }]));

  it('[P3] masks personal data and keeps the confidence', () => {
    const fields = maskedFields(
      read({
        name: '周建明',
        idNumber: '440305198806159974',
        birthDate: '1988-06-15',
        address: '广东省深圳市南山区科苑南路168号',
        creditCode: '91440300MAYH3K7264',
        legalRepresentative: '周建明',
      }),
    );

    expect(fields).toEqual(
      read({
        name: '周**',
        idNumber: '440***********9974',
        birthDate: '****-**-**',
        address: '广东省****',
        creditCode: '914***********7264',
        legalRepresentative: '周**',
      }),
    );
  });

  it('shows fields without personal data', () => {
    const texts = {
      type: '有限责任公司',
      capital: '壹佰万元整',
      establishedOn: '2021-03-18',
      validFrom: '2021-03-18',
      validTo: 'long-term',
      authority: '深圳市公安局南山分局',
      sex: '男',
      nation: '汉',
    };

    const fields = maskedFields(read(texts));

    expect(fields).toEqual(read(texts));
  });

  it('[P3] shows asterisks for an unlisted field', () => {
    const fields = maskedFields(read({ scope: '软件开发', fingerprint: 'a' }));

    expect(fields).toEqual(read({ scope: '****', fingerprint: '****' }));
  });
});
