import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { claimable, claimedNumber } from './claim.ts';
import { foldRecord, stepOfClaim } from './fold.ts';
import { claimedContents, type RecordFiledElsewhere } from './record-elsewhere.ts';

const NUMBER = '91440106MAYB2T412D';
const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { refusal?: string }).refusal;
  }
};
const found: RecordFiledElsewhere = {
  number: '粤ICP备2099000101号',
  subject: {
    region: '440000',
    organizerKind: 'enterprise',
    certificateType: 'business-licence',
    certificateNumber: NUMBER,
  },
  organizer: ENTERPRISE.organizer,
  principal: ENTERPRISE.principal,
  websites: [
    {
      number: '粤ICP备2099000101号-1',
      domains: ['xinhe-filed.cn'],
      cloudService: { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' },
    },
    { number: '粤ICP备2099000101号-2', domains: ['xinhe-elsewhere.cn'] },
  ],
};

describe('the number of a certificate that claims', () => {
  it('is read from a licence or from the front of an ID card', () => {
    expect(claimedNumber('business-licence', { creditCode: { text: NUMBER.toLowerCase(), confidence: 0.99 } })).toBe(
      NUMBER,
    );
    expect(claimedNumber('id-front', { idNumber: { text: INDIVIDUAL.principal.idNumber, confidence: 0.99 } })).toBe(
      INDIVIDUAL.principal.idNumber,
    );
  });

  it('counts by its check character where the vendor states no confidence', () => {
    expect(claimedNumber('business-licence', { creditCode: { text: NUMBER } })).toBe(NUMBER);
    expect(claimedNumber('id-front', { idNumber: { text: INDIVIDUAL.principal.idNumber } })).toBe(
      INDIVIDUAL.principal.idNumber,
    );
  });

  it.each<[string, Parameters<typeof claimedNumber>]>([
    ['has another check character', ['business-licence', { creditCode: { text: '91440106MAYB2T412E' } }]],
    ['is not read yet', ['business-licence', undefined]],
    ['was read unsurely', ['business-licence', { creditCode: { text: NUMBER, confidence: 0.5 } }]],
    ['is on another document', ['id-back', { idNumber: { text: NUMBER, confidence: 0.99 } }]],
  ])('is refused when it %s', (_, given) => {
    expect(refusalOf(() => claimedNumber(...given))).toBe('claim.certificate-unread');
  });
});

describe('a record', () => {
  it('may be claimed by its own certificate, when its principal can be asked', () => {
    const principal = { ...ENTERPRISE.principal, mobile: '' };

    expect(claimable(found, NUMBER.toLowerCase())).toBe(found);
    expect(refusalOf(() => claimable(undefined, NUMBER))).toBe('claim.none');
    expect(refusalOf(() => claimable(found, '91350203MAYC5W637R'))).toBe('claim.none');
    expect(refusalOf(() => claimable({ ...found, principal }, NUMBER))).toBe('claim.principal-missing');
  });

  it('that is claimed begins with what the record service says, connected where it says a server', () => {
    const contents = claimedContents(found, ['w1', 'w2']);
    const { record, cause } = stepOfClaim(
      { id: recordIdFrom('r1'), accountId: 'a1', number: found.number, contents },
      '2026-12-01T02:00:00.000Z',
    );

    expect(record).toMatchObject({ id: 'r1', accountId: 'a1', number: '粤ICP备2099000101号', version: 1 });
    expect(record.contents.websites.map(({ id, domains, accesses }) => [id, domains, accesses.length])).toEqual([
      ['w1', ['xinhe-filed.cn'], 1],
      ['w2', ['xinhe-elsewhere.cn'], 0],
    ]);
    expect(foldRecord([cause])).toEqual(record);
  });
});
