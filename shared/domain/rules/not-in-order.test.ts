import { describe, expect, it } from 'vitest';
import type { FilingType } from '../filing/filing-types.ts';
import type { RecordContents } from '../record/record.ts';
import type { CaseDocument } from './case.ts';
import { change, enterprise, individual, NOW } from './cases.ts';
import { notInOrder } from './not-in-order.ts';
import { preCheck } from './pre-check.ts';

/** A record of what the complete filing says, with these values changed. */
function recordOf(changes: Readonly<Record<string, unknown>> = {}, base = enterprise): RecordContents {
  const { eligibility, organizer, principal } = change(base, changes).contents;
  const { region, organizerKind, certificateType, certificateNumber } = eligibility;
  return { subject: { region, organizerKind, certificateType, certificateNumber }, organizer, principal, websites: [] };
}
const found = (record: RecordContents, type: FilingType = 'new-website', documents: readonly CaseDocument[] = []) =>
  notInOrder(record, type, NOW, documents).map((entry) => `${entry.field} ${entry.message}`);

/** A licence of today, with these values read. */
const licence = (fields: Readonly<Record<string, string>>, confidence = 0.99): CaseDocument => ({
  ...{ kind: 'business-licence', subject: 'organizer', state: 'ready', findings: [] },
  fields: Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, { text, confidence }])),
});

describe('what a new website takes over from the record', () => {
  it('is in order where the rules have nothing against it', () => {
    expect([found(recordOf()), found(recordOf({}, individual)), found(recordOf(), 'new-access')]).toEqual([[], [], []]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'the principal is not the representative any more (广东)',
      { 'contents.principal.isLegalRepresentative': false, 'contents.organizer.legalRepresentative': '周明远' },
      'principal.isLegalRepresentative 广东省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。请先办理变更备案，通过后再办理新增网站。',
    ],
    [
      'the representative was changed and the principal still says to be it',
      { 'contents.organizer.legalRepresentative': '周明远' },
      'principal.name 主体负责人选了“是法定代表人”，但姓名与法人姓名不同，请改正其中一项。请先办理变更备案，通过后再办理新增网站。',
    ],
    [
      'the ID card has expired',
      { 'contents.principal.idValidFrom': '2006-05-10', 'contents.principal.idValidTo': '2026-05-10' },
      'principal.idValidTo 证件已过有效期，请更换证件后再备案。请先办理变更备案，通过后再办理新增网站。',
    ],
    [
      'the company has moved to another province',
      { 'contents.organizer.certificateAddress': '厦门市思明区样例路1号' },
      'organizer.certificateAddress 单位住所已迁到福建省，变更备案不能更换备案省份。请先办理注销主体，再在福建省办理首次备案。',
    ],
  ])('names the operation that mends it when %s', (_, changes, expected) => {
    expect(found(recordOf(changes))).toEqual([expected]);
  });

  it('is judged by the type: 广东 only recommends the representative for a new access', () => {
    const changes = {
      'contents.principal.isLegalRepresentative': false,
      'contents.organizer.legalRepresentative': '周明远',
    };

    expect(found(recordOf(changes), 'new-access')).toEqual([]);
  });

  it('is compared with a licence that the person shows: what it surely says otherwise is changed first', () => {
    const shown = licence({ legalRepresentative: '周明远', address: '广东省深圳市南山区科苑路88号样例大厦1203室' });
    const moved = licence({ address: '福建省厦门市思明区样例路1号' });

    expect(found(recordOf(), 'new-website', [shown])).toEqual([
      'organizer.legalRepresentative 已备案的法人姓名与现在的证件不一致。请先办理变更备案，通过后再办理新增网站。',
    ]);
    expect(found(recordOf(), 'new-website', [moved])).toEqual([
      'organizer.certificateAddress 单位住所已迁到福建省，变更备案不能更换备案省份。请先办理注销主体，再在福建省办理首次备案。',
    ]);
    expect(found(recordOf(), 'new-website', [licence({ legalRepresentative: '周明远' }, 0.4)])).toEqual([]);
  });

  it('may lack what was not asked when it was filed: that is typed', () => {
    const changes = {
      'contents.organizer.legalRepresentative': undefined,
      'contents.principal.officePhone': undefined,
    };

    expect(found(recordOf(changes))).toEqual([]);
  });

  it('is nothing of a record that has ended', () => {
    const record = recordOf({ 'contents.organizer.certificateAddress': '厦门市思明区样例路1号' });

    expect(found({ ...record, ended: { at: '2026-11-01T00:00:00Z', why: 'cancelled' } })).toEqual([]);
  });
});

describe('a new website that is open already', () => {
  const expired = { 'contents.principal.idValidTo': '2026-05-10', 'contents.principal.idValidFrom': '2006-05-10' };
  const suggestion = (changes: Readonly<Record<string, unknown>>) =>
    preCheck(change(enterprise, { filingType: 'new-website', ...expired, ...changes })).find(
      ({ field }) => field === 'principal.idValidTo',
    )?.suggestion;

  it('says which operation mends what it has taken over, and nothing of the kind about what was typed', () => {
    expect(suggestion({ record: { isMoved: false, isEnded: false } })).toBe(
      '这一项以已备案的为准：请放弃本订单，先办理变更备案。',
    );
    expect(suggestion({})).toBeUndefined();
  });

  it('does not say of what it has taken over that another reading is mended here', () => {
    const read = {
      'documents.2.fields.name': { text: '陈星元', confidence: 0.5 },
      'contents.principal.name': '陈星远',
    };
    const about = (changes: Readonly<Record<string, unknown>>) =>
      preCheck(change(enterprise, { filingType: 'new-website', ...read, ...changes })).find(
        ({ ruleId, field }) => ruleId === 'FD-98' && field === 'principal.name',
      )?.suggestion;

    expect(about({ record: { isMoved: false, isEnded: false } })).toBe(
      '这一项以已备案的为准，这里不能修改：与证件一致的可以继续；不一致的，请放弃本订单，先办理变更备案。',
    );
    expect(about({})).toBeUndefined();
  });
});

describe('a licence whose address was read in another province, with no certainty', () => {
  it('stops nothing, and says that a cancellation mends it, not a change', () => {
    const read = { text: '福建省厦门市思明区样例路1号' };
    const record = { isMoved: false, isEnded: false };
    const place = enterprise.documents?.findIndex(({ kind }) => kind === 'business-licence');
    const about = preCheck(
      change(enterprise, { filingType: 'new-website', record, [`documents.${place}.fields.address`]: read }),
    ).find(({ field }) => field === 'organizer.certificateAddress');

    expect([about?.ruleId, about?.suggestion]).toEqual([
      'FD-98',
      '这一项以已备案的为准，这里不能修改：与证件一致的可以继续；不一致的，请放弃本订单，先办理注销主体，再在福建省办理首次备案。',
    ]);
  });
});

describe('a change of the legal representative', () => {
  it('does not leave a principal who says to be it', () => {
    const { organizer, principal, websites } = enterprise.contents;
    const after = change(enterprise, {
      filingType: 'change',
      'contents.before': { organizer, principal, websites },
      'contents.organizer.legalRepresentative': '周明远',
    });

    expect(preCheck(after).map(({ ruleId }) => ruleId)).toContain('PN-90');
  });
});
