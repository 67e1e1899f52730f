import { describe, expect, it } from 'vitest';
import type { MachineValue } from '../../../contracts/review-desk/evidence.ts';
import type { PackedDifference } from '../../../contracts/review-desk/package.ts';
import { contentsOfCase, endingByPapers, toConfirm, WEBSITE_ID } from '../../../tests/support/desk/desk-case.ts';
import { isDrawn } from '../oversight/sampling.ts';
import { SHIPPED_SETTINGS } from '../oversight/settings.ts';
import { contradicts, hasConcludedFirst, missingToAccept } from '../staff/work-rules.ts';
import { scriptOf } from './call.ts';
import { beganAt, checklistOf } from './checklist.ts';
import { masked } from './masked.ts';
import { queueOf } from './queue.ts';
import { sourcesOf } from './sources.ts';

const paper = (kind: string, subject: string) => ({
  id: `${kind} ${subject}`,
  kind,
  label: kind,
  subject,
  contentType: 'image/png',
});
const rowsWith = (...findings: ReturnType<typeof toConfirm>[]) => checklistOf(contentsOfCase({ findings }), []);
const toJudge = (rows: ReturnType<typeof checklistOf>) =>
  rows.filter(({ needsJudgement }) => needsJudgement).map(({ path }) => path);

describe('a finding', () => {
  it.each([
    ['organizer.name', 'organizer.name'],
    ['organizer.address.detail', 'organizer.address'],
    ['websites.0.details', 'websites.0.details.name'],
    ['terms', 'filing'],
  ])('about %s stands at the row %s', (field, row) => {
    expect(toJudge(rowsWith(toConfirm(field)))).toEqual([row]);
  });

  it('about a picture stands at its paper, whosever it is', () => {
    const documents = [paper('id-front', `website:${WEBSITE_ID}`)];
    const findings = [toConfirm('documents.id-front')];

    expect(toJudge(checklistOf(contentsOfCase({ findings, documents }), []))).toEqual([
      'websites.0.documents.id-front',
    ]);
  });

  it.each([
    ['business-licence', 'organizer'],
    ['id-front', 'principal'],
    ['id-back', 'principal'],
    ['id-front', `website:${WEBSITE_ID}`],
  ])(
    'that left the second picture of a %s (%s) to the reviewer wants their judgement at its paper',
    (kind, subject) => {
      const message = '重拍的照片仍提示“复印件”（识别服务判断的风险 87%，80% 起要求重拍），由审核员看原图，不用再拍。';
      const findings = [{ ...toConfirm(`documents.${kind}`, 'MT-06'), severity: 'warn', message }];

      const rows = checklistOf(contentsOfCase({ findings, documents: [paper(kind, subject)] }), []);

      expect(rows.filter(({ needsJudgement }) => needsJudgement)).toMatchObject([
        { path: expect.stringMatching(`documents.${kind}$`), findings: [{ message }] },
      ]);
    },
  );

  it('for information needs no judgement, and one that nobody has confirmed does', () => {
    const info = { ...toConfirm('organizer.name'), severity: 'info' };
    const unconfirmed = { ...toConfirm('principal.name', 'RV-90'), severity: 'warn' };

    expect(toJudge(rowsWith(info, unconfirmed))).toEqual(['principal.name']);
  });
});

describe('an ending', () => {
  it('by papers wants somebody to look at each of them', () => {
    expect(toJudge(checklistOf(contentsOfCase(endingByPapers), []))).toEqual([
      'documents.business-licence',
      'documents.id-front',
      'documents.ending-declaration',
    ]);
  });

  it('by papers wants somebody to compare what no machine has found to be as filed, and the face', () => {
    const organizer = { organizerKind: 'individual' as const };
    const documents = endingByPapers.documents.map((paper) =>
      paper.kind === 'business-licence' ? { ...paper, kind: 'handheld-photo', subject: 'principal' } : paper,
    );
    const findings = ['principal.idNumber', 'documents.handheld-photo'].map((field) => toConfirm(field, 'MT-96'));

    expect(toJudge(checklistOf(contentsOfCase({ ...endingByPapers, ...organizer, documents, findings }), []))).toEqual([
      'principal.idNumber',
      'documents.handheld-photo',
      'documents.id-front',
      'documents.ending-declaration',
    ]);
  });

  it('by the code to the filed phone has nothing to judge', () => {
    const byCode = { ...endingByPapers, ending: { reason: 'not-run' }, documents: [] };

    expect(toJudge(checklistOf(contentsOfCase(byCode), []))).toEqual([]);
  });
});

describe('a row', () => {
  it('has the papers that prove it', () => {
    const owner = `website:${WEBSITE_ID}`;
    const documents = [
      paper('business-licence', 'organizer'),
      paper('id-front', 'principal'),
      paper('id-front', owner),
    ];
    const rows = new Map(checklistOf(contentsOfCase({ documents }), []).map((row) => [row.path, row.documents]));

    expect(rows.get('organizer.name')).toEqual(['business-licence organizer']);
    expect(rows.get('principal.idNumber')).toEqual(['id-front principal']);
    expect(rows.get('websites.0.siteOwner.idNumber')).toEqual([`id-front ${owner}`]);
  });

  it('has the certificate of its person, whatever else they are', () => {
    const documents = [paper('id-front', 'principal')];
    const rows = checklistOf(contentsOfCase({ documents }), []);

    expect(rows.find(({ path }) => path === 'websites.0.siteOwner.idNumber')?.documents).toEqual([
      'id-front principal',
    ]);
  });

  it('of photo and film of one face is one, and a person looks at it', () => {
    const owner = `website:${WEBSITE_ID}`;
    const documents = [paper('liveness-photo', owner), paper('liveness-video', owner)];

    expect(toJudge(checklistOf(contentsOfCase({ documents }), []))).toEqual(['websites.0.liveness']);
  });

  it('that made the case one for two is to be judged by both', () => {
    const contents = contentsOfCase({ preApprovals: [{ kind: 'news', number: '1' }] });
    const rows = checklistOf(contents, ['pre-approval']);
    const row = 'websites.0.details.preApprovals';

    expect(toJudge(rows)).toEqual([row]);
    expect(hasConcludedFirst(rows, [])).toBe(false);
    expect(hasConcludedFirst(rows, [{ row, conclusion: 'call' }])).toBe(false);
    expect(hasConcludedFirst(rows, [{ row, conclusion: 'differs' }])).toBe(true);
  });
});

describe('a second view', () => {
  const isConcluded = (rows: ReturnType<typeof checklistOf>, row: string) =>
    [hasConcludedFirst(rows, []), hasConcludedFirst(rows, [{ row, conclusion: 'fits' }])].join();

  it('that somebody asked for begins at the row that they named', () => {
    const rows = beganAt(checklistOf(contentsOfCase({}), ['asked']), 'organizer.name');

    expect(toJudge(rows)).toEqual(['organizer.name']);
    expect(isConcluded(rows, 'organizer.name')).toBe('false,true');
    expect(toJudge(beganAt(rows.slice(1), undefined))).toEqual(['organizer.name']);
  });

  it('of the end of an organizer begins at which organizer it is', () => {
    const rows = checklistOf(contentsOfCase({ filingType: 'cancel-organizer' }), ['organizer-ends']);

    expect(isConcluded(rows, 'eligibility.certificateNumber')).toBe('false,true');
  });
});

describe('a certificate’s number', () => {
  it('of an enterprise is public and stands in full, of an individual it is masked', () => {
    const numberOf = (organizerKind: 'enterprise' | 'individual') => {
      const row = checklistOf(contentsOfCase({ organizerKind }), []).find(
        ({ path }) => path === 'eligibility.certificateNumber',
      );
      return row && [row.label, row.personal ? masked(row.value, row.personal) : row.value];
    };

    expect(numberOf('enterprise')).toEqual(['统一社会信用代码', '91440300MA5FAKE01G']);
    expect(numberOf('individual')).toEqual(['证件号码', '4403**************']);
  });
});

describe('accepting', () => {
  it('lacks what is not judged, differs, is open or to be asked; the machine’s rows may be objected to', () => {
    const rows = rowsWith(toConfirm('organizer.name'), toConfirm('principal.mobile'));
    const own = [
      { row: 'organizer.name', conclusion: 'call' },
      { row: 'principal.name', conclusion: 'differs' },
    ] as const;

    expect(missingToAccept(rows, own)).toEqual(['还有 1 项没有判断', '1 项不符', '1 项待致电']);
    expect([contradicts('accepted', own), contradicts('returned', own)]).toEqual([true, false]);
  });
});

describe('a source', () => {
  it.each([
    ['FD-18', { read: 'differs', register: undefined }],
    ['FD-98', { read: 'silent', register: undefined }],
    ['FD-92', { read: undefined, register: 'differs' }],
    ['FT-94', { read: undefined, register: 'silent' }],
    ['FD-90', { read: undefined, register: undefined }],
  ])('by the rule %s of a package without evidence says %j: silence is no agreement', (rule, expected) => {
    const { read, register } = sourcesOf(
      'organizer.name',
      [toConfirm('organizer.name', rule)],
      contentsOfCase({}),
      false,
    );

    expect({ read: read?.agreement, register: register?.agreement }).toEqual(expected);
  });

  const said = (...values: MachineValue[]) =>
    sourcesOf('principal.idValidTo', [], { ...contentsOfCase({}), evidence: { values, liveness: [] } }, false);
  const read = { field: 'principal.idValidTo', source: 'read', agreement: 'same' } as const;

  it('has what was read, how certain it is, and its picture; of two pictures the one that differs', () => {
    const differing = { ...read, agreement: 'differs', value: 'long-term', confidence: 0.97, isSure: false } as const;

    expect(said(read, { ...differing, document: 'id-back' })).toEqual({
      read: { agreement: 'differs', value: '长期', confidence: 0.97, isSure: false, documentId: 'id-back' },
      register: undefined,
      record: undefined,
    });
  });

  it('says nothing about another field, and nothing that the desk does not know', () => {
    expect(said({ ...read, field: 'principal.idNumber' }, { ...read, source: 'oracle' })).toEqual({
      read: undefined,
      register: undefined,
      record: undefined,
    });
  });

  it('that differs wants a person, whatever the rules say', () => {
    const values: MachineValue[] = [{ ...read, agreement: 'differs', value: '2031-01-01' }];
    const contents = { ...contentsOfCase({}), evidence: { values, liveness: [] } };

    expect(toJudge(checklistOf(contents, []))).toEqual(['principal.idValidTo']);
  });
});

describe('a change', () => {
  const changed = (...items: PackedDifference[]) =>
    checklistOf({ ...contentsOfCase({ filingType: 'change' }), change: { items } }, []);
  const recordAt = (rows: ReturnType<typeof checklistOf>, path: string) =>
    rows.find((row) => row.path === path)?.record;

  it('has what is filed beside what shall be, and a person settles what it is about', () => {
    const rows = changed({ field: 'principal.mobile', before: '13900004321', after: '13800001234' });

    expect(recordAt(rows, 'principal.mobile')).toEqual({ agreement: 'differs', value: '13900004321' });
    expect(recordAt(rows, 'principal.name')).toEqual({ agreement: 'same' });
    expect(toJudge(rows)).toEqual(['principal.mobile']);
  });

  it('of what was not filed before differs from nothing, in every field of a new website', () => {
    const rows = changed({ field: 'websites.0', after: ['yunfan.example'] });

    expect(recordAt(rows, 'websites.0.details.name')).toEqual({ agreement: 'differs', value: '' });
    expect(toJudge(rows).every((path) => path.startsWith('websites.0.'))).toBe(true);
  });

  it('has a row for what it takes away', () => {
    const rows = changed(
      { field: 'principal.officePhone', before: '0755-26009999', after: '0755-26001234' },
      { field: 'organizer.investor', before: '云帆样例集团' },
      { field: 'websites', before: ['old.example'] },
      { field: 'websites', before: ['older.example'] },
    );

    expect(
      rows
        .filter(({ needsJudgement }) => needsJudgement)
        .map(({ group, label, value, record }) => [group, label, value, record?.value]),
    ).toEqual([
      ['主体负责人', '办公室电话', '0755-26001234', '0755-26009999'],
      ['变更', '投资人或主管单位', '', '云帆样例集团'],
      ['变更', '不再备案的网站', '', 'old.example、older.example'],
    ]);
  });

  it('says nothing of what is filed in another filing', () => {
    expect(recordAt(checklistOf(contentsOfCase({}), []), 'principal.name')).toBeUndefined();
  });
});

describe('a masked value', () => {
  it.each([
    ['林小满', 'name', '林**'],
    ['440301199003077310', 'number', '4403**************'],
    ['13800001234', 'phone', '138****1234'],
    ['12345', 'phone', '*****'],
    ['xiaoman@yunfan.example', 'mailbox', 'x****@yunfan.example'],
    ['深圳市样例路1号', 'address', '深圳市****'],
  ] as const)('%s is shown as its kind allows', (text, kind, shown) => {
    expect(masked(text, kind)).toBe(shown);
  });
});

describe('the list of a case', () => {
  const item = { filingType: 'first', round: 1, missedCalls: 0, pausedFor: undefined };

  it.each([
    ['new', item],
    ['changes', { ...item, filingType: 'change' }],
    ['endings', { ...item, filingType: 'cancel-website' }],
    ['resubmitted', { ...item, filingType: 'change', round: 2 }],
    ['call-again', { ...item, round: 2, missedCalls: 1 }],
    ['call-again', { ...item, isToCall: true }],
    ['held', { ...item, missedCalls: 1, pausedFor: 'held' as const }],
    ['new', { ...item, pausedFor: 'call-connected' as const }],
  ])('is %s', (queue, entry) => {
    expect(queueOf(entry)).toBe(queue);
  });
});

describe('the script of a call', () => {
  it('asks about what is to be asked and what is open', () => {
    const rows = rowsWith(toConfirm('organizer.name'));

    const items = scriptOf(rows, [{ row: 'principal.email', conclusion: 'call' }]).map(({ item }) => item);

    expect(items.slice(6)).toEqual(['organizer.name', 'principal.email', 'sms']);
  });
});

describe('a decision', () => {
  const drawn = (kind: 'accepted' | 'returned' | 'declined', before: number, chance: number, staffId = 'lin-yue') =>
    isDrawn(kind, staffId, before, {
      settings: { ...SHIPPED_SETTINGS, samplingOf: [{ staffId: 'luo', acceptedPercent: 100, returnedPercent: 0 }] },
      chance: () => chance,
    });

  it('is drawn among the first twenty, then at five of a hundred, or at the rate of its reviewer', () => {
    expect([drawn('accepted', 19, 0.99), drawn('accepted', 20, 0.99)]).toEqual([true, false]);
    expect([drawn('accepted', 20, 0.049), drawn('returned', 20, 0.05)]).toEqual([true, false]);
    expect([drawn('accepted', 20, 0.99, 'luo'), drawn('returned', 20, 0, 'luo')]).toEqual([true, false]);
    expect(drawn('declined', 0, 0)).toBe(false);
  });
});
