import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { EndingType } from '../../../contracts/data/endings.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import { isEnding } from '../filing/ending-types.ts';
import { recordActions } from './actions.ts';
import { contentsOfEnding, insteadOf, numbersOfEnding, planEnding, unconfirmed } from './ending.ts';
import { approvedFiling, foldRecord, type RecordCause, stepsOfApproval } from './fold.ts';
import { type ApprovedFiling, type FiledRecord, liveAccesses, recordState } from './record.ts';
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
/** Its websites as a claimed record has them that are connected elsewhere. */
const claimed = ({ contents }: FiledRecord) => contents.websites.map((site) => ({ ...site, accesses: [] }));
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

  it('is a website with its accesses; of the last one the organizer stays filed with its number', () => {
    expect(state(endedBy(two(), 'cancel-website', 'w2').record)).toEqual([
      '1: 1 live',
      '2: 0 own-cancellation',
      'live',
    ]);
    const { record } = endedBy(item(), 'cancel-website', 'w1');
    expect(state(record)).toEqual(['1: 0 own-cancellation', 'live']);
    expect([recordState(record.contents), record.number]).toEqual(['empty', NUMBER]);
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

describe('an organizer without websites (空壳主体)', () => {
  const empty = () => endedBy(item(), 'cancel-website', 'w1').record;

  it('is offered its cancellation and, where the province lets it, a new website; in 广东 that says what to do first', () => {
    const offers = (region: string) => {
      const record = empty();
      const contents = { ...record.contents, subject: { ...record.contents.subject, region } };
      return recordActions({ ...record, contents }, { isBusy: false }).map(({ action, reason }) => [action, reason]);
    };

    expect(offers('120000')).toEqual([
      ['new-website', undefined],
      ['change', '要再开网站，请办理新增网站；不再办网站的，请办理注销主体。'],
      ['cancel-organizer', undefined],
    ]);
    expect(offers('440000')).toEqual([
      [
        'new-website',
        '该主体名下已没有有效网站（空壳主体），请先注销主体，再重新提交首次备案；在其他接入商还有网站的，请不要注销，到那里办理。',
      ],
      ['change', expect.stringContaining('请先注销主体，再重新提交首次备案')],
      ['cancel-organizer', undefined],
    ]);
  });

  it('is what the last website would leave; who has others elsewhere is told what a cancellation of the whole ends', () => {
    const plan = planEnding(item(), 'cancel-website', 'w1');

    expect(insteadOf(plan)).toEqual({
      action: 'cancel-organizer',
      message: '主体不再办网站的，建议改为注销主体；在其他接入商还有网站的，请不要注销主体，它们会一并作废。',
    });
    expect(plan.confirmations[1]?.message).not.toContain('建议');
    expect(insteadOf(planEnding(two(), 'cancel-website', 'w1'))).toBeUndefined();
  });

  it('whoever only takes another provider is led to the end of the access, and who moved away to that of the organizer', () => {
    const actions = (type: EndingType, id?: string) =>
      (['moved', 'other-province', 'not-run'] as const).map(
        (reason) => insteadOf(planEnding(two(), type, id), reason)?.action,
      );

    expect(actions('cancel-website', 'w1')).toEqual(['end-access', 'cancel-organizer', undefined]);
    expect(actions('end-access', 'w1')).toEqual([undefined, undefined, undefined]);
  });

  it('is cancelled as a whole, under its number alone', () => {
    const plan = planEnding(empty(), 'cancel-organizer', undefined);
    const contents = contentsOfEnding(empty(), plan, { reason: 'not-run', confirmed: [] });

    expect(numbersOfEnding(empty(), plan)).toEqual({ organizer: NUMBER, websites: {} });
    expect([contents.websites, contents.eligibility.domain]).toEqual([[], 'yunfan-1.cn']);
    expect(plan.consequences.join()).toContain('要你直接向管局交材料的，会在退回原因里写明');
    expect(plan.confirmations).toEqual([{ rule: 'FT-44', message: '我已知悉：注销后主体备案号不能恢复。' }]);
    expect(state(endedBy(empty(), 'cancel-organizer').record)).toEqual(['1: 0 own-cancellation', 'own-cancellation']);
  });

  it('gets a new website under the same number', () => {
    const [step] = stepsOfApproval([empty()], approved(2), LATER);

    expect(step?.record).toMatchObject({ number: NUMBER, version: 3 });
    expect(step && recordState(step.record.contents)).toBe('live');
  });

  it('is one too that has never had a website here', () => {
    const record = { ...item(), contents: { ...item().contents, websites: [] } };
    const plan = planEnding(record, 'cancel-organizer', undefined);

    expect(contentsOfEnding(record, plan, { reason: 'not-run', confirmed: [] }).eligibility.domain).toBe('');
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
      ['一般不用短信核验；负责人收到工信部验证码短信的，请在 24 小时内完成核验，才能办结。'],
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
      'record.access-ended',
    ],
    [
      'websites that are all connected elsewhere now (FT-31)',
      () => endedBy(item(), 'end-access', 'w1').record,
      'cancel-organizer',
      undefined,
      'record.access-ended',
    ],
    [
      'websites that were never connected here (FT-31)',
      () => ({ ...item(), contents: { ...item().contents, websites: claimed(item()) } }),
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
