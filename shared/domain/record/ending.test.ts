import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { EndingType } from '../../../contracts/data/endings.ts';
import { contentsOf } from '../../../tests/support/filings.ts';
import { isEnding } from '../filing/ending-types.ts';
import { contentsOfEnding, numbersOfEnding, planEnding, unconfirmed } from './ending.ts';
import { approvedFiling, foldRecord, type RecordCause, stepsOfApproval } from './fold.ts';
import { type ApprovedFiling, type FiledRecord, liveAccesses } from './record.ts';
import { webhookEventOfStep } from './record-messages.ts';

const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-12-24T02:00:00.000Z';
const NUMBER = '粤ICP备2026000001号';

function approved(suffix: number, domain = `yunfan-${suffix}.cn`): ApprovedFiling {
  const contents = contentsOf(ENTERPRISE, `w${suffix}`);
  const found = approvedFiling({
    id: `f${suffix}`,
    applicantId: 'a',
    filingType: suffix === 1 ? 'first' : 'new-website',
    state: 'approved',
    version: 7,
    round: 1,
    lastVerdict: 4,
    contents: { ...contents, websites: contents.websites.map((website) => ({ ...website, domain })) },
    flagged: [],
    numbers: { organizer: NUMBER, websites: { [`w${suffix}`]: `${NUMBER}-${suffix}` } },
    createdAt: new Date(AT),
    updatedAt: new Date(AT),
  });
  if (!found) throw new Error('no numbers');
  return found;
}

function recordOf(...filings: readonly ApprovedFiling[]): FiledRecord {
  const record = foldRecord(filings.map((filing): RecordCause => ({ kind: 'approval', at: AT, filing })));
  if (!record) throw new Error('no record');
  return record;
}
const item = () => recordOf(approved(1));
const two = () => recordOf(approved(1), approved(2));

/** The filing of an ending, approved. */
function filingOf(record: FiledRecord, type: EndingType, websiteId?: string): ApprovedFiling {
  const plan = planEnding(record, type, websiteId);
  const { eligibility, organizer, principal, websites } = contentsOfEnding(record, plan, {
    reason: 'not-run',
    confirmed: [],
  });
  const { region, organizerKind, certificateType, certificateNumber } = eligibility;
  const subject = { region, organizerKind, certificateType, certificateNumber };
  const numbers = numbersOfEnding(record, plan);
  return { id: 'e', applicantId: 'a', filingType: type, subject, organizer, principal, websites, numbers };
}
const endedBy = (record: FiledRecord, type: EndingType, websiteId?: string) => {
  const [step] = stepsOfApproval([record], filingOf(record, type, websiteId), LATER);
  if (!step) throw new Error('no step');
  return step;
};
const state = ({ contents }: FiledRecord) => [
  ...contents.websites.map(
    (site) => `${site.number.at(-1)}: ${liveAccesses(site).length} ${site.ended?.why ?? 'live'}`,
  ),
  contents.ended?.why ?? 'live',
];

describe('what ends with an ending', () => {
  it('is an access: its website stays with its number, siblings as they are', () => {
    const { record } = endedBy(two(), 'end-access', 'w2');

    expect(state(record)).toEqual(['1: 1 live', '2: 0 live', 'live']);
    expect(record.contents.websites[1]?.accesses[0]?.ended).toEqual({ at: LATER, why: 'own-end-of-access' });
  });

  it('is a website with its accesses, and the record with its last one', () => {
    expect(state(endedBy(two(), 'cancel-website', 'w2').record)).toEqual([
      '1: 1 live',
      '2: 0 own-cancellation',
      'live',
    ]);
    expect(state(endedBy(item(), 'cancel-website', 'w1').record)).toEqual([
      '1: 0 own-cancellation',
      'own-cancellation',
    ]);
  });

  it('is everything of an organizer', () => {
    const step = endedBy(two(), 'cancel-organizer');

    expect(state(step.record)).toEqual(['1: 0 own-cancellation', '2: 0 own-cancellation', 'own-cancellation']);
    expect(webhookEventOfStep(step)).toBe('record.ended');
  });

  it('is nothing of what has ended before, in a version that says the same', () => {
    const ended = endedBy(two(), 'cancel-organizer').record;
    const [step] = stepsOfApproval([ended], filingOf(two(), 'cancel-website', 'w1'), '2027-01-01T00:00:00.000Z');

    expect(step?.record).toEqual({ ...ended, version: ended.version + 1 });
  });
});

describe('an ending', () => {
  it('warns of the last website, and of an access without another', () => {
    const rules = (record: FiledRecord, type: EndingType, id?: string) =>
      planEnding(record, type, id).confirmations.map(({ rule }) => rule);

    expect(rules(item(), 'cancel-website', 'w1')).toEqual(['FT-44', 'FT-41']);
    expect(rules(two(), 'cancel-website', 'w1')).toEqual(['FT-44']);
    expect(rules(two(), 'end-access', 'w1')).toEqual(['FT-44', 'FT-43']);
    expect(rules(item(), 'cancel-organizer')).toEqual(['FT-44']);
  });

  it('says that siblings stay, and that a suffix which is approved no longer can not be filed again (FT-48)', () => {
    const odd = recordOf(approved(1), approved(2, 'yunfan.bz'));

    expect(planEnding(two(), 'cancel-website', 'w1').consequences.at(-1)).toBe('同一主体的其他网站不受影响。');
    expect(planEnding(odd, 'cancel-website', 'w2').consequences.at(-1)).toMatch(/yunfan\.bz 的后缀未获批复/);
    expect(planEnding(odd, 'end-access', 'w2').consequences.join()).not.toMatch(/未获批复/);
  });

  it('says who has to confirm it to the authority, and what comes of it if nobody does (PR-19)', () => {
    const lines = (type: EndingType, id?: string) =>
      planEnding(two(), type, id).consequences.filter((line) => line.includes('短信'));

    expect([lines('cancel-website', 'w1'), lines('cancel-organizer'), lines('end-access', 'w1')]).toEqual([
      ['提交管局后，网站负责人会收到工信部的验证码短信，请在 24 小时内完成核验；逾期申请失效，备案不变。'],
      ['提交管局后，主体负责人会收到工信部的验证码短信，请在 24 小时内完成核验；逾期申请失效，备案不变。'],
      [],
    ]);
  });

  it('is confirmed by the principal of an organizer, else by the site owner; of an individual they are one', () => {
    const owned = recordOf({
      ...approved(1),
      websites: approved(1).websites.map((site) => ({ ...site, siteOwner: INDIVIDUAL.principal })),
    });
    const own = recordOf({
      ...approved(1),
      websites: approved(1).websites.map((site) => ({ ...site, siteOwner: undefined })),
    });

    expect(planEnding(owned, 'cancel-organizer', undefined).confirmer.person).toEqual(ENTERPRISE.principal);
    expect(planEnding(owned, 'cancel-website', 'w1').confirmer.person).toEqual(INDIVIDUAL.principal);
    expect(planEnding(own, 'end-access', 'w1').confirmer.person).toEqual(ENTERPRISE.principal);
  });

  it('wants each of its warnings confirmed', () => {
    const plan = planEnding(item(), 'cancel-website', 'w1');

    expect(unconfirmed(plan, []).map(({ rule }) => rule)).toEqual(['FT-44', 'FT-41']);
    expect(unconfirmed(plan, ['FT-41', 'FT-44', 'FT-99'])).toEqual([]);
  });

  it.each<[string, () => FiledRecord, EndingType, string | undefined, string]>([
    [
      'a record that has ended',
      () => endedBy(item(), 'cancel-organizer').record,
      'cancel-organizer',
      undefined,
      'record.ended',
    ],
    ['a website that is none of it', item, 'cancel-website', 'w9', 'website.unknown'],
    ['no website', item, 'end-access', undefined, 'website.unknown'],
    [
      'what is not connected here (FT-31)',
      () => endedBy(item(), 'end-access', 'w1').record,
      'cancel-website',
      'w1',
      'record.elsewhere',
    ],
    [
      'a shell (FT-31)',
      () => endedBy(item(), 'end-access', 'w1').record,
      'cancel-organizer',
      undefined,
      'record.elsewhere',
    ],
    [
      'a record without people',
      () => recordOf({ ...approved(1), principal: undefined }),
      'cancel-organizer',
      undefined,
      'record.no-confirmer',
    ],
  ])('is refused for %s', (_, record, type, id, refusal) => {
    expect(() => planEnding(record(), type, id)).toThrow(expect.objectContaining({ refusal }));
  });

  it('is one of three filing types', () => {
    expect((['first', 'change', 'end-access', 'cancel-website', 'cancel-organizer'] as const).filter(isEnding)).toEqual(
      ['end-access', 'cancel-website', 'cancel-organizer'],
    );
  });
});
