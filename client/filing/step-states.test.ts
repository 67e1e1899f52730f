import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import type { FilingView, Finding, Overview, Progress, RepairItem } from '../calls/messages.ts';
import { progressPage } from './progress-page.ts';
import { questionsNow, questionsOf, stateOfStep } from './questions.ts';
import {
  afterQuestion,
  headingOf,
  mainAction,
  mayOpen,
  repairAction,
  repairHeading,
  stepsShown,
} from './step-states.ts';
import { STEPS } from './steps.ts';

const FIRST = {
  filingType: 'first',
  organizerKind: 'enterprise',
  websites: [{ domain: 'yunfan-keji.cn' }],
} as const;
const DRAFT = { ...FIRST, state: 'draft', stateLabel: '草稿' } as const;
const RETURNED = { ...FIRST, state: 'returned', stateLabel: '初审退回，待修改' } as const;

const found = (field: string, message: string, severity: Finding['severity'] = 'block', ruleId = 'FD-40'): Finding => ({
  ruleId,
  severity,
  field,
  message,
  params: {},
});
const missing = (field: string) => found(field, '请填写主体信息。', 'block', 'PR-02');
const overviewWith = (parts: Partial<Overview>): Overview => ({
  filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  state: 'draft',
  findings: [],
  gaps: [],
  waiting: [],
  repairs: [],
  ...parts,
});
const flagged = (item: number, parts: Partial<RepairItem>): RepairItem => ({
  item,
  field: 'websites.0.details.remark',
  name: '网站备注',
  reason: '太短',
  kind: 'field',
  state: 'open',
  ...parts,
});
const statesOf = (overview: Overview, view: typeof DRAFT | typeof RETURNED = DRAFT) =>
  Object.fromEntries(
    STEPS.flatMap(({ id }) => {
      const state = id !== 'eligibility' && stateOfStep(id, questionsNow(overview, view) ?? []);
      return state ? [[id, state]] : [];
    }),
  );

describe('an order that nothing in it can mend', () => {
  const elsewhere = '单位备案的省份需与营业执照住所所在省份一致，不支持跨省备案。请放弃本订单。';
  const known = overviewWith({
    findings: [missing('principal'), found('organizer.certificateAddress', elsewhere, 'block', 'FT-29')],
  });
  const pageOf = (overview: Overview) =>
    progressPage(
      { state: 'draft', stateLabel: '草稿', timeline: [] } as unknown as Progress,
      { ...DRAFT, filingType: 'change' } as unknown as FilingView,
      overview,
      undefined,
    );

  it('says so once, on top, and asks nothing else; what was mistyped can be looked at', () => {
    const { heading, steps, action, end } = pageOf(known);

    expect([heading, steps, action]).toEqual(['这份订单不能继续办理', undefined, undefined]);
    expect(end).toEqual({
      text: elsewhere,
      mend: { label: '营业执照填错了？去看看', step: 'organizer', field: 'organizer.certificateAddress' },
    });
  });

  it.each(['FT-92', 'FT-96'])('%s has no field to look at', (ruleId) => {
    const { end } = pageOf(overviewWith({ findings: [found('filing', '请放弃本订单。', 'block', ruleId)] }));

    expect(end).toEqual({ text: '请放弃本订单。', mend: undefined });
  });

  it('is none where only something is missing', () => {
    expect(pageOf(overviewWith({ findings: [missing('principal')] })).end).toBeUndefined();
  });
});

describe('the list of a change', () => {
  const { organizer, principal, websites, eligibility } = contentsOf(ENTERPRISE, 'w1');
  const before = { organizer, principal, websites, certificateNumber: eligibility.certificateNumber };
  const listed = (contents: object, findings: readonly Finding[] = []) =>
    progressPage(
      { state: 'draft', stateLabel: '草稿', timeline: [] } as unknown as Progress,
      { ...DRAFT, filingType: 'change' } as unknown as FilingView,
      overviewWith({ findings: [...findings] }),
      undefined,
      { organizer, principal, websites, eligibility, before, ...contents } as unknown as FilingContents,
    ).steps?.map(({ title, state, field }) => [title, state, field]);

  it('has what differs and what is left: nothing that was never asked', () => {
    expect(listed({})).toEqual([
      ['预览', 'open', undefined],
      ['提交', 'open', undefined],
    ]);
    expect(
      listed({ principal: { ...principal, email: 'another@example.cn' } }, [found('organizer.address', '地址太短。')]),
    ).toEqual([
      ['主体负责人的联系方式', 'done', 'principal.email'],
      ['通信地址', 'problem', 'organizer.address'],
      ['预览', 'closed', undefined],
      ['提交', 'closed', undefined],
    ]);
  });
});

describe('another website', () => {
  const more = (view: object) =>
    progressPage(
      { state: 'draft', stateLabel: '草稿', timeline: [] } as unknown as Progress,
      { ...DRAFT, ...view } as unknown as FilingView,
      overviewWith({}),
      undefined,
    ).more;

  it('is offered on the list of a company’s draft, and not where none may be added', () => {
    const ten = Array.from({ length: 10 }, () => ({ domain: 'yunfan-keji.cn' }));

    expect([more({}), more({ filingType: 'new-website' })]).toEqual(['再添加网站', '再添加网站']);
    expect([more({ filingType: 'change' }), more({ organizerKind: 'individual' }), more({ websites: ten })]).toEqual([
      '',
      '',
      '',
    ]);
  });
});

describe('the steps of a filing', () => {
  it('are done, wrong, open or waiting by what the service knows, and the last ones are closed until then', () => {
    const overview = overviewWith({
      findings: [
        found('websites.0.details.name', '名称“云帆”太短，至少 3 个汉字。'),
        found('websites.0.details.name', '请核对。', 'warn'),
        found('websites.0.liveness', '请由网站负责人本人完成视频核身。', 'block', 'MT-14'),
        found('documents.commitment-letter', '请上传网站备案承诺书。', 'require', 'MT-03'),
      ],
      waiting: [{ field: 'websites.0.liveness', until: '2026-11-27T08:00:00.000Z' }],
    });

    expect(statesOf(overview)).toEqual({
      organizer: 'done',
      website: 'problem',
      'site-owner': 'done',
      liveness: 'waiting',
      materials: 'open',
      preview: 'closed',
      submission: 'closed',
    });
    const notes = questionsNow(overview, DRAFT)?.map(({ note }) => note);
    expect(notes?.filter((note) => note !== '')).toEqual([
      '名称“云帆”太短，至少 3 个汉字。',
      '请上传网站备案承诺书。',
      '视频核身正在处理',
      '上面各项完成后可以提交',
      '上面各项完成后可以提交',
    ]);
  });

  it('of a new draft are open, none of them wrong', () => {
    const overview = overviewWith({
      findings: [
        ...['organizer', 'principal', 'websites.0.details', 'websites.0.siteOwner'].map(missing),
        found('websites.0.liveness', '请核身。', 'block', 'MT-14'),
        found('documents.id-front', '请上传身份证人像面。', 'require', 'MT-02'),
      ],
    });

    expect(Object.values(statesOf(overview))).toEqual([...Array(3).fill('open'), 'done', 'open', 'closed', 'closed']);
  });

  it('are wrong before they are open: a form that lacks a field and has a wrong one is wrong', () => {
    const overview = overviewWith({ findings: [missing('organizer'), found('organizer.name', '名称与执照不符。')] });

    expect(questionsNow(overview, DRAFT)?.[0]).toMatchObject({
      state: 'problem',
      note: '名称与执照不符。',
      field: 'organizer.name',
    });
  });

  it('do not exist for a filing that can’t be changed: it has neither tasks nor alarms', () => {
    const overview = overviewWith({ findings: [found('websites.0.domain', '域名已过期。')] });

    for (const state of ['submitted', 'sms-verification', 'approved', 'abandoned'] as const) {
      expect(questionsNow(overview, { ...DRAFT, state })).toBeUndefined();
      expect(mainAction(overview, { ...DRAFT, state })).toBeUndefined();
      expect(stepsShown({ ...DRAFT, state })).toEqual(['preview', 'progress']);
    }
  });

  it('do not exist for an ending that was returned: nothing in it is mended', () => {
    const ending = { ...RETURNED, filingType: 'cancel-website' } as const;
    const overview = overviewWith({ state: 'returned', findings: [found('websites.0.domain', '域名已过期。')] });

    expect(questionsNow(overview, ending)).toBeUndefined();
    expect(mainAction(overview, ending)).toBeUndefined();
    expect(stepsShown(ending)).toEqual(['preview', 'progress']);
    expect(headingOf(overview, { ...ending, stateLabel: '申请未通过审核' }, undefined)).toBe('申请未通过审核');
  });

  it('open the submission only when everything else is done', () => {
    const open = questionsNow(overviewWith({ findings: [missing('organizer')] }), DRAFT);
    const done = questionsNow(overviewWith({}), DRAFT);
    const unanswered = questionsNow(
      overviewWith({ repairs: [flagged(1, { field: 'eligibility.domain', kind: 'other' })] }),
      RETURNED,
    );

    expect([open, done, unanswered, undefined].map((steps) => mayOpen('submission', steps))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(mayOpen('organizer', open)).toBe(true);
  });
});

describe('the main action', () => {
  const problem = found('websites.0.details.name', '太短。');
  const letter = found('documents.commitment-letter', '请上传。', 'require', 'MT-03');
  const waiting = [{ field: 'websites.0.liveness' }];

  it.each([
    ['what is wrong', { findings: [missing('organizer'), problem, letter], waiting }, '修改网站名称和内容', 'website'],
    ['what is open', { findings: [letter], waiting }, '下一项：网站备案承诺书', 'materials'],
    ['what others do', { waiting }, '查看视频核身', 'liveness'],
    ['the end', {}, '预览并提交', 'preview'],
  ] as const)('is %s, in this order', (_what, parts, label, step) => {
    expect(mainAction(overviewWith({ ...parts } as Partial<Overview>), DRAFT)).toMatchObject({ label, step });
  });

  it('of a returned filing is the first flagged item that is open, then the submission', () => {
    const photo = { field: 'websites.0.documents.handheld-photo', name: '手持证件照', kind: 'picture' } as const;
    const open = overviewWith({ repairs: [flagged(1, { state: 'changed' }), flagged(2, photo)] });
    const done = overviewWith({ repairs: [flagged(1, { state: 'changed' }), flagged(2, { state: 'answered' })] });

    expect(mainAction(open, RETURNED)).toEqual({
      label: '重新上传手持证件照',
      // Each is a page of its own.
      step: 'progress',
      field: 'websites.0.documents.handheld-photo',
    });
    expect(mainAction(done, RETURNED)).toEqual({ label: '重新提交', step: 'submission' });
  });

  it.each<[string, Partial<RepairItem>, object]>([
    ['a field', {}, { label: '修改网站备注', step: 'website', field: 'websites.0.details.remark' }],
    [
      'a person’s card',
      { field: 'websites.0.documents.id-front', name: '身份证人像面', kind: 'picture' },
      { label: '重新上传身份证人像面', step: 'site-owner', field: 'websites.0.documents.id-front' },
    ],
    [
      'a liveness check',
      { field: 'websites.0.liveness', name: '视频核身', kind: 'liveness' },
      { label: '重新核身', step: 'liveness', field: 'websites.0.liveness' },
    ],
    [
      'what is none of ours',
      { field: 'organizer.fax', name: 'organizer.fax', kind: 'other' },
      { label: '写一句说明', step: 'progress' },
    ],
    ['what is fixed', { field: 'eligibility.domain', kind: 'other' }, { label: '写一句说明', step: 'progress' }],
  ])('leads to the very place of %s', (_what, parts, action) => {
    expect(repairAction(flagged(1, parts), RETURNED)).toEqual(action);
  });
});

describe('what comes after a question', () => {
  const liveness = questionsOf(DRAFT).find(({ id }) => id === 'liveness');
  const onwardOf = (overview: Overview) =>
    liveness && afterQuestion(liveness, DRAFT, questionsNow(overview, DRAFT) ?? [], []).label;

  it('is what is open, then the filing as a whole, though this one is not known to be answered yet', () => {
    const unchecked = found('websites.0.liveness', '请由网站负责人本人完成视频核身。', 'block', 'MT-14');
    const letter = found('documents.commitment-letter', '请上传网站备案承诺书。', 'require', 'MT-03');

    expect(onwardOf(overviewWith({ findings: [unchecked, letter] }))).toBe('下一项：网站备案承诺书');
    expect(onwardOf(overviewWith({ findings: [unchecked] }))).toBe('下一步：预览');
    expect(onwardOf(overviewWith({}))).toBe('下一步：预览');
  });

  it('is the list while others are at work, and while nothing is known', () => {
    const waiting = [{ field: 'documents.commitment-letter', until: '2026-11-27T08:00:00.000Z' }];

    expect(onwardOf(overviewWith({ waiting }))).toBe('好了，回到清单');
    expect(liveness && afterQuestion(liveness, DRAFT, [], []).label).toBe('好了，回到清单');
  });
});

describe('the heading', () => {
  it('says how much is left of a draft, how much is changed of a returned filing, and else its state', () => {
    const draft = overviewWith({ findings: [missing('organizer'), missing('websites.0.details')] });
    const repair = overviewWith({
      state: 'returned',
      repairs: [flagged(1, { state: 'changed' }), flagged(2, { state: 'answered' }), flagged(3, {})],
    });
    const heading = (overview: Overview | undefined, view: typeof DRAFT | typeof RETURNED) =>
      headingOf(overview, view, overview && questionsNow(overview, view));

    expect([
      heading(draft, DRAFT),
      heading(overviewWith({}), DRAFT),
      heading(repair, RETURNED),
      heading(undefined, DRAFT),
    ]).toEqual(['还差 3 项就能提交', '都填好了，可以预览并提交', '已改 2/3', '草稿']);
    expect(headingOf(overviewWith({}), { state: 'approved', stateLabel: '备案成功' }, undefined)).toBe('备案成功');
  });

  it('is the state while what is known of the steps is of the state before', () => {
    const before = overviewWith({ state: 'submitted' });

    expect(headingOf(before, RETURNED, questionsNow(before, RETURNED))).toBe(RETURNED.stateLabel);
  });

  it('of a returned filing without anything flagged says that it can go back', () => {
    expect(repairHeading([])).toBe('可以重新提交了');
  });
});

describe('a change that changes nothing yet', () => {
  const view = {
    filingType: 'change',
    organizerKind: 'enterprise',
    websites: FIRST.websites,
    state: 'draft',
    stateLabel: '草稿',
  } as const;
  const overview = overviewWith({ findings: [found('filing', '没有修改任何内容，无需提交。', 'block', 'FT-40')] });

  it('has no step that is wrong, and says what is to be done', () => {
    const steps = questionsNow(overview, view);

    expect(steps?.map(({ state, note }) => [state, note].join(' ').trim())).toEqual([
      ...Array(8).fill('done'),
      'optional',
      ...Array(2).fill('done'),
      'open 没有修改任何内容，无需提交。',
      'closed 没有修改任何内容，无需提交。',
    ]);
    expect(mainAction(overview, view)).toEqual({ label: '修改有变化的内容', step: 'organizer' });
    expect(headingOf(overview, view, steps)).toBe('还没有改动内容');
  });

  it('is told of it only once nothing else is left', () => {
    const [against] = overview.findings;
    const both = overviewWith({
      findings: [found('documents.commitment-letter', '请上传。', 'require'), against as Finding],
    });

    expect(questionsNow(both, view)?.at(-1)?.note).toBe('上面各项完成后可以提交');
    expect(mainAction(both, view)?.label).toBe('下一项：网站备案承诺书');
  });
});
