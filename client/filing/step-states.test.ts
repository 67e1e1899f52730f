import { describe, expect, it } from 'vitest';
import type { Finding, Overview, RepairItem } from '../calls/messages.ts';
import {
  headingOf,
  itemInHand,
  mainAction,
  mayOpen,
  repairAction,
  repairHeading,
  repairMain,
  stepsNow,
  stepsShown,
} from './step-states.ts';

const FIRST = { filingType: 'first', organizerKind: 'enterprise' } as const;
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
  Object.fromEntries((stepsNow(overview, view) ?? []).map(({ id, state }) => [id, state]));

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
    expect(stepsNow(overview, DRAFT)?.map(({ note }) => note)).toEqual([
      '',
      '名称“云帆”太短，至少 3 个汉字。',
      '',
      '视频核身正在处理',
      '请上传网站备案承诺书。',
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

    expect(Object.values(statesOf(overview))).toEqual([...Array(4).fill('open'), 'done', 'closed', 'closed']);
  });

  it('are wrong before they are open: a form that lacks a field and has a wrong one is wrong', () => {
    const overview = overviewWith({ findings: [missing('organizer'), found('organizer.name', '名称与执照不符。')] });

    expect(stepsNow(overview, DRAFT)?.[0]).toMatchObject({
      state: 'problem',
      note: '名称与执照不符。',
      field: 'organizer.name',
    });
  });

  it('do not exist for a filing that can’t be changed: it has neither tasks nor alarms', () => {
    const overview = overviewWith({ findings: [found('websites.0.domain', '域名已过期。')] });

    for (const state of ['submitted', 'sms-verification', 'approved', 'abandoned'] as const) {
      expect(stepsNow(overview, { ...DRAFT, state })).toBeUndefined();
      expect(mainAction(overview, { ...DRAFT, state })).toBeUndefined();
      expect(stepsShown({ ...DRAFT, state })).toEqual(['preview', 'progress']);
    }
  });

  it('do not exist for an ending that was returned: nothing in it is mended', () => {
    const ending = { ...RETURNED, filingType: 'cancel-website' } as const;
    const overview = overviewWith({ state: 'returned', findings: [found('websites.0.domain', '域名已过期。')] });

    expect(stepsNow(overview, ending)).toBeUndefined();
    expect(mainAction(overview, ending)).toBeUndefined();
    expect(stepsShown(ending)).toEqual(['preview', 'progress']);
    expect(headingOf(overview, { ...ending, stateLabel: '申请未通过审核' }, undefined)).toBe('申请未通过审核');
  });

  it('open the submission only when everything else is done', () => {
    const open = stepsNow(overviewWith({ findings: [missing('organizer')] }), DRAFT);
    const done = stepsNow(overviewWith({}), DRAFT);
    const unanswered = stepsNow(
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
    ['what is wrong', { findings: [missing('organizer'), problem, letter], waiting }, '修改网站信息', 'website'],
    ['what is open', { findings: [letter], waiting }, '上传材料', 'materials'],
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
      step: 'materials',
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

describe('the main action beside a flagged item', () => {
  const repairs = [flagged(1, { state: 'changed' }), flagged(2, { field: 'organizer.remark', name: '主体备注' })];
  const overview = overviewWith({ repairs });
  const labelOf = (item: RepairItem | undefined) => repairMain(item, overview, RETURNED)?.label;

  it('is about that item while it is open, and else leads to the next', () => {
    expect(labelOf(flagged(3, { name: '网站名称' }))).toBe('修改网站名称');
    expect(labelOf(repairs[0])).toBe('修改主体备注');
    expect(labelOf(undefined)).toBe('修改主体备注');
  });

  it('is none where a word is to be written on the page', () => {
    expect(labelOf(flagged(3, { field: 'organizer.fax', kind: 'other' }))).toBeUndefined();
    expect(repairMain(undefined, undefined, RETURNED)).toBeUndefined();
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
      headingOf(overview, view, overview && stepsNow(overview, view));

    expect([
      heading(draft, DRAFT),
      heading(overviewWith({}), DRAFT),
      heading(repair, RETURNED),
      heading(undefined, DRAFT),
    ]).toEqual(['还差 2 项就能提交', '都填好了，可以预览并提交', '已改 2/3', '草稿']);
    expect(headingOf(overviewWith({}), { state: 'approved', stateLabel: '备案成功' }, undefined)).toBe('备案成功');
  });

  it('is the state while what is known of the steps is of the state before', () => {
    const before = overviewWith({ state: 'submitted' });

    expect(headingOf(before, RETURNED, stepsNow(before, RETURNED))).toBe(RETURNED.stateLabel);
  });

  it('of a returned filing without anything flagged says that it can go back', () => {
    expect(repairHeading([])).toBe('可以重新提交了');
  });
});

describe('the item to work on', () => {
  const items = [flagged(1, { state: 'changed' }), flagged(2, {}), flagged(3, {})];

  it.each([
    [undefined, 2],
    [3, 3],
    [1, 1],
    [9, 2],
  ])('is the chosen one, else the first that is open: %s → %s', (chosen, item) => {
    expect(itemInHand(items, chosen)?.item).toBe(item);
  });
});

describe('a change that changes nothing yet', () => {
  const view = { filingType: 'change', organizerKind: 'enterprise', state: 'draft', stateLabel: '草稿' } as const;
  const overview = overviewWith({ findings: [found('filing', '没有修改任何内容，无需提交。', 'block', 'FT-40')] });

  it('has no step that is wrong, and says what is to be done', () => {
    const steps = stepsNow(overview, view);

    expect(steps?.map(({ state, note }) => [state, note].join(' ').trim())).toEqual([
      ...Array(5).fill('done'),
      'closed 没有修改任何内容，无需提交。',
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

    expect(stepsNow(both, view)?.at(-1)?.note).toBe('上面各项完成后可以提交');
    expect(mainAction(both, view)?.label).toBe('上传材料');
  });
});
