import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { type RecordId, recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { FiledBefore } from '../filing/filing.ts';
import type { FilingType } from '../filing/filing-types.ts';
import { filedBefore } from './filed-before.ts';
import {
  approvedFiling,
  foldRecord,
  NumberTaken,
  type RecordCause,
  stepOfRevocation,
  stepsOfApproval,
} from './fold.ts';
import { type ApprovedFiling, type FiledRecord, liveAccesses, liveWebsites, peopleOf, recordState } from './record.ts';

const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-12-24T02:00:00.000Z';
const NUMBER = '粤ICP备2026000001号';

interface Given {
  readonly type?: FilingType;
  readonly account?: string;
  readonly organizer?: string;
  readonly number?: string;
  readonly domain?: string;
}

/** An approved filing with one website, whose id is that of the filing with a `w` before it. */
function approved(id: string, given: Given = {}): ApprovedFiling {
  const {
    type = 'first',
    account = 'a',
    organizer = NUMBER,
    number = `${organizer}-1`,
    domain = 'yunfan-keji.cn',
  } = given;
  const contents = contentsOf(ENTERPRISE, `w${id}`);
  const found = approvedFiling({
    id,
    applicantId: account,
    filingType: type,
    state: 'approved',
    version: 7,
    round: 1,
    lastVerdict: 4,
    contents: { ...contents, websites: contents.websites.map((website) => ({ ...website, domain })) },
    flagged: [],
    numbers: { organizer, websites: { [`w${id}`]: number } },
    createdAt: new Date(AT),
    updatedAt: new Date(AT),
  });
  if (!found) throw new Error('no numbers');
  return found;
}

const second = (given: Given = {}) =>
  approved('2', { type: 'new-website', number: `${NUMBER}-2`, domain: 'yunfan-shop.cn', ...given });

/** The records after these approvals, in their order. */
function recordsAfter(...filings: readonly ApprovedFiling[]): readonly FiledRecord[] {
  const records = new Map<RecordId, FiledRecord>();
  for (const filing of filings)
    for (const { record } of stepsOfApproval([...records.values()], filing, AT)) records.set(record.id, record);
  return [...records.values()];
}

const only = ([record]: readonly FiledRecord[]): FiledRecord => {
  if (!record) throw new Error('no record');
  return record;
};

/** What is live, in words. */
const live = (record: FiledRecord) =>
  liveWebsites(record).map((website) => `${website.number} ${website.domains} ${liveAccesses(website).length}`);

describe('the approval of a first filing', () => {
  it('makes a record of its organizer, with each website under its number and with its access', () => {
    const record = only(recordsAfter(approved('1')));

    expect(record).toMatchObject({ id: '1', accountId: 'a', number: NUMBER, version: 1 });
    expect(record.contents.subject).toEqual({
      region: '440000',
      organizerKind: 'enterprise',
      certificateType: 'business-licence',
      certificateNumber: ENTERPRISE.licence.creditCode,
    });
    expect(record.contents.organizer).toEqual(ENTERPRISE.organizer);
    expect(record.contents.principal).toEqual(ENTERPRISE.principal);
    expect(record.contents.websites).toEqual([
      {
        id: 'w1',
        number: `${NUMBER}-1`,
        domains: ['yunfan-keji.cn'],
        filingId: '1',
        details: ENTERPRISE.website,
        siteOwner: ENTERPRISE.principal,
        accesses: [
          {
            id: 'w1',
            filingId: '1',
            cloudService: { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' },
          },
        ],
      },
    ]);
  });

  it('has no record before it has numbers', () => {
    const filing = { ...contentsOf(INDIVIDUAL, 'w1') };

    expect(approvedFiling({ contents: filing, numbers: undefined } as never)).toBeUndefined();
  });
});

describe('the approval of a new website', () => {
  it('adds it to the record of the account, and changes nothing else of it', () => {
    const other = { ...second(), principal: INDIVIDUAL.principal, organizer: INDIVIDUAL.organizer };
    const record = only(recordsAfter(approved('1'), other));

    expect(record.version).toBe(2);
    expect(live(record)).toEqual([`${NUMBER}-1 yunfan-keji.cn 1`, `${NUMBER}-2 yunfan-shop.cn 1`]);
    expect(record.contents.principal).toEqual(ENTERPRISE.principal);
    expect(record.contents.organizer).toEqual(ENTERPRISE.organizer);
  });

  it('begins a record when the organizer was filed elsewhere', () => {
    const record = only(recordsAfter(second()));

    expect([record.id, ...live(record)]).toEqual(['2', `${NUMBER}-2 yunfan-shop.cn 1`]);
  });

  it('that is revoked leaves such an organizer filed, and its next website goes on in the record', () => {
    const record = stepOfRevocation(only(recordsAfter(second())), '2', LATER)?.record as FiledRecord;
    const third = approved('3', { type: 'new-website', number: `${NUMBER}-3`, domain: 'yunfan-blog.cn' });

    expect([recordState(record.contents), live(record)]).toEqual(['live', []]);
    expect(only(stepsOfApproval([record], third, LATER).map((step) => step.record))).toMatchObject({
      id: '2',
      version: 3,
      contents: { isPartial: true },
    });
  });

  it('begins one of its own in another account', () => {
    const records = recordsAfter(approved('1'), second({ account: 'b' }));

    expect(records.map(({ accountId, number }) => `${accountId} ${number}`)).toEqual([`a ${NUMBER}`, `b ${NUMBER}`]);
  });
});

describe('the approval of a new access', () => {
  it('adds an access to the website that has the number, and no website', () => {
    const again = approved('3', { type: 'new-access' });
    const record = only(recordsAfter(approved('1'), again));

    expect(live(record)).toEqual([`${NUMBER}-1 yunfan-keji.cn 2`]);
    expect(record.contents.websites[0]?.filingId).toBe('1');
  });

  it('brings a website that was filed elsewhere, with the number that it has', () => {
    const record = only(recordsAfter(approved('3', { type: 'new-access', number: `${NUMBER}-7` })));

    expect(live(record)).toEqual([`${NUMBER}-7 yunfan-keji.cn 1`]);
  });
});

describe('a domain', () => {
  it('that is approved under another number ends the website that had it, in the same record', () => {
    const record = only(recordsAfter(approved('1'), second({ domain: 'yunfan-keji.cn' })));

    expect(live(record)).toEqual([`${NUMBER}-2 yunfan-keji.cn 1`]);
    expect(record.contents.websites[0]).toMatchObject({
      ended: { at: AT, why: 'filed-anew' },
      accesses: [{ ended: { at: AT, why: 'filed-anew' } }],
    });
    expect(record.contents.ended).toBeUndefined();
  });

  it('that is approved for another organizer ends the website that had it, and a record without any other', () => {
    const organizer = '粤ICP备2026000002号';
    const [before, after] = recordsAfter(approved('1'), approved('5', { account: 'b', organizer }));

    expect([before, after].map((record) => record && live(record))).toEqual([[], [`${organizer}-1 yunfan-keji.cn 1`]]);
    expect(before).toMatchObject({ version: 2, contents: { ended: { at: AT, why: 'filed-anew' } } });
  });
});

describe('a number', () => {
  it.each<[string, ApprovedFiling, ApprovedFiling]>([
    ['of another website of the record', approved('1'), second({ number: `${NUMBER}-1` })],
    ['of a website in another account', approved('1'), second({ account: 'b', number: `${NUMBER}-1` })],
    [
      'of a website of another organizer',
      approved('1'),
      second({ organizer: '粤ICP备2026000002号', number: `${NUMBER}-1` }),
    ],
  ])('%s is taken', (_, first, then) => {
    expect(() => recordsAfter(first, then)).toThrow(NumberTaken);
  });

  it('of an organizer is taken for another organizer, and not for the same one in another account', () => {
    const then = second({ account: 'b' });
    const another = { ...then, subject: { ...then.subject, certificateNumber: '91440300MAYH3K8A88' } };

    expect(() => recordsAfter(approved('1'), another)).toThrow(NumberTaken);
    expect(recordsAfter(approved('1'), then)).toHaveLength(2);
  });

  it('of an organizer whose record the account has, is that of the record', () => {
    const organizer = '粤ICP备2026000002号';

    for (const type of ['new-website', 'new-access'] as const)
      expect(() => recordsAfter(approved('1'), second({ type, organizer, number: `${organizer}-2` }))).toThrow(
        NumberTaken,
      );
  });

  it('of an access is the one that its domain has in a record of its organizer', () => {
    const access = (suffix: string) => approved('3', { type: 'new-access', number: `${NUMBER}${suffix}` });

    expect(() => recordsAfter(approved('1'), access('-7'))).toThrow(NumberTaken);
    expect(() => recordsAfter(approved('1'), access('-1'))).not.toThrow();
  });

  it('of a website that has ended is never given again, not even for its domain', () => {
    const record = only(recordsAfter(approved('1'), second({ domain: 'yunfan-keji.cn' })));

    expect(() => stepsOfApproval([record], approved('3', { type: 'new-access' }), AT)).toThrow(NumberTaken);
  });

  it('of an organizer whose record has ended is never given again', () => {
    const ended = stepOfRevocation(only(recordsAfter(approved('1'))), '1', LATER)?.record;

    expect(() => stepsOfApproval(ended ? [ended] : [], second(), LATER)).toThrow(NumberTaken);
  });
});

describe('an organizer in two accounts', () => {
  it('keeps its number as long as one of them has a website, and an ended record goes on with the next approval', () => {
    const [a, b] = recordsAfter(approved('1'), second({ account: 'b', domain: 'yunfan-keji.cn' }));
    const third = approved('3', { type: 'new-website', number: `${NUMBER}-3`, domain: 'yunfan-blog.cn' });

    const after = stepsOfApproval(
      [a, b].flatMap((record) => record ?? []),
      third,
      LATER,
    ).at(-1)?.record;

    expect(a?.contents.ended).toEqual({ at: AT, why: 'filed-anew' });
    expect(after).toMatchObject({ id: '1', version: 3 });
    expect(after?.contents.ended).toBeUndefined();
    expect(after && live(after)).toEqual([`${NUMBER}-3 yunfan-blog.cn 1`]);
  });
});

describe('a revocation', () => {
  it('ends what the filing brought, and leaves its siblings', () => {
    const record = only(recordsAfter(approved('1'), second()));

    const after = stepOfRevocation(record, '2', LATER)?.record;

    expect(after && live(after)).toEqual([`${NUMBER}-1 yunfan-keji.cn 1`]);
    expect(after?.contents.ended).toBeUndefined();
    expect(after?.contents.websites[1]).toMatchObject({ ended: { at: LATER, why: 'revoked' } });
  });

  it('of an access leaves the website, which others may serve', () => {
    const record = only(recordsAfter(approved('1'), approved('3', { type: 'new-access' })));

    const after = stepOfRevocation(record, '3', LATER)?.record;

    expect(after && live(after)).toEqual([`${NUMBER}-1 yunfan-keji.cn 1`]);
  });

  it('of the last website ends the record', () => {
    const after = stepOfRevocation(only(recordsAfter(approved('1'))), '1', LATER)?.record;

    expect(after?.contents.ended).toEqual({ at: LATER, why: 'revoked' });
    expect(after?.version).toBe(2);
  });

  it('of a filing whose website was filed anew since changes nothing', () => {
    const record = only(recordsAfter(approved('1'), second({ domain: 'yunfan-keji.cn' })));

    expect(stepOfRevocation(record, '1', LATER)).toBeUndefined();
  });
});

describe('the people of a record', () => {
  it('are its principal and the site owners of its live websites', () => {
    const owner = { ...ENTERPRISE.principal, name: '何书云' };
    const filing = second();
    const websites = filing.websites.map((website) => ({ ...website, siteOwner: owner }));
    const record = only(recordsAfter(approved('1'), { ...filing, websites }));
    const after = stepOfRevocation(record, '2', LATER)?.record;

    expect(peopleOf(record.contents).map(({ name }) => name)).toEqual([
      ENTERPRISE.principal.name,
      ENTERPRISE.principal.name,
      '何书云',
    ]);
    expect(after && peopleOf(after.contents).map(({ name }) => name)).not.toContain('何书云');
  });
});

describe('a record', () => {
  it('is the fold of its causes', () => {
    const causes: readonly RecordCause[] = [
      { kind: 'approval', at: AT, filing: approved('1') },
      { kind: 'approval', at: AT, filing: second() },
      { kind: 'revocation', at: LATER, filingId: '1' },
      {
        kind: 'filed-anew',
        at: LATER,
        filingId: '9',
        domains: ['yunfan-shop.cn'],
        certificateNumber: ENTERPRISE.licence.creditCode,
      },
    ];

    const record = foldRecord(causes);

    expect(record).toMatchObject({ id: '1', version: 4, contents: { ended: { at: LATER, why: 'filed-anew' } } });
    expect(record?.contents.websites.map(({ ended }) => ended?.why)).toEqual(['revoked', 'filed-anew']);
  });

  it('does not begin with anything but an approval', () => {
    expect([foldRecord([]), foldRecord([{ kind: 'revocation', at: AT, filingId: '1' }])]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('the approval of a change', () => {
  /** A change of a record, from the version that it has now. */
  const changeOf = (record: FiledRecord, change: Partial<FiledBefore>): ApprovedFiling => {
    const before = filedBefore(record);
    const websites = Object.fromEntries(record.contents.websites.map(({ id, number }) => [id, number]));
    return {
      ...approved('9', { type: 'change', account: record.accountId }),
      ...before,
      ...change,
      before,
      numbers: { organizer: record.number, websites },
    };
  };
  const changedBy = (record: FiledRecord, filing: ApprovedFiling): FiledRecord =>
    only(stepsOfApproval([record], filing, LATER).map((step) => step.record));
  const two = () => only(recordsAfter(approved('1'), second()));
  const NEW_NAME = { ...ENTERPRISE.organizer, name: '新名称有限公司' };

  it('writes what differs, and leaves numbers, siblings, accesses and everything else', () => {
    const record = two();
    const [first, other] = filedBefore(record).websites;
    const details = { ...ENTERPRISE.website, name: '新网站名' };
    const changed = changedBy(
      record,
      changeOf(record, {
        organizer: NEW_NAME,
        websites: [first, other && { ...other, details }].flatMap((website) => website ?? []),
      }),
    );

    expect(changed).toMatchObject({ id: '1', version: 3, number: NUMBER });
    expect(changed.contents).toEqual({
      ...record.contents,
      organizer: NEW_NAME,
      websites: [record.contents.websites[0], { ...record.contents.websites[1], details }],
    });
  });

  it('moves a website to another server under the access that it has', () => {
    const record = only(recordsAfter(approved('1')));
    const cloudService = { kind: 'authorization-code', code: 'AAAA-BBBB-CCCC-DDDD' } as const;
    const websites = filedBefore(record).websites.map((site) => ({ ...site, cloudService }));

    const [website] = changedBy(record, changeOf(record, { websites })).contents.websites;

    expect(website?.accesses).toEqual([{ id: 'w1', filingId: '1', cloudService }]);
  });

  it('writes another certificate number, and none where the change is of before there could be one', () => {
    const record = only(recordsAfter(approved('1')));
    const filing = changeOf(record, {});
    const subject = { ...filing.subject, certificateNumber: '91440300MAYH3K8A88' };
    const { certificateNumber: _, ...earlier } = filing.before as FiledBefore;

    const numbers = [{ ...filing, subject }, { ...filing, subject, before: earlier }, filing].map(
      (changed) => changedBy(record, changed).contents.subject.certificateNumber,
    );

    expect(numbers).toEqual(['91440300MAYH3K8A88', ENTERPRISE.licence.creditCode, ENTERPRISE.licence.creditCode]);
  });

  it('takes no certificate number with which another record is filed', () => {
    const record = only(recordsAfter(approved('1')));
    const filing = changeOf(record, {});
    const subject = { ...filing.subject, certificateNumber: '91440300MAYH3K8A88' };
    const other: FiledRecord = {
      ...record,
      id: recordIdFrom('r9'),
      accountId: 'b',
      contents: { ...record.contents, subject },
    };
    const ended = { ...other, contents: { ...other.contents, ended: { at: AT, why: 'own-cancellation' as const } } };
    const outcome = (beside: FiledRecord, change: ApprovedFiling) =>
      only(stepsOfApproval([record, beside], change, LATER).map((step) => step.record)).contents.subject;

    expect(() => outcome(other, { ...filing, subject })).toThrow(NumberTaken);
    expect(outcome(ended, { ...filing, subject })).toEqual(subject);
    expect(outcome(other, filing)).toEqual(record.contents.subject);
  });

  it('keeps what has moved since it began, and ends no website that has ended', () => {
    const before = two();
    const filing = changeOf(before, { organizer: NEW_NAME });
    const moved = stepOfRevocation(before, '2', AT)?.record ?? before;

    const changed = changedBy(moved, filing);

    expect(changed.contents.organizer).toEqual(NEW_NAME);
    expect(live(changed)).toEqual([`${NUMBER}-1 yunfan-keji.cn 1`]);
  });

  it('of a record that has ended, or is in another account, is for a person to look at', () => {
    const record = only(recordsAfter(approved('1')));
    const filing = changeOf(record, { organizer: NEW_NAME });
    const ended = stepOfRevocation(record, '1', AT)?.record ?? record;

    expect(() => changedBy(ended, filing)).toThrow(NumberTaken);
    expect(() => changedBy({ ...record, accountId: 'b' }, filing)).toThrow(NumberTaken);
  });

  it('leaves nothing for a revocation to end', () => {
    const record = only(recordsAfter(approved('1')));
    const changed = changedBy(record, changeOf(record, { organizer: NEW_NAME }));

    expect(stepOfRevocation(changed, '9', LATER)).toBeUndefined();
  });
});
