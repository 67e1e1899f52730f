import type * as z from 'zod/mini';
import type { Role } from '../../contracts/desk/rights.ts';
import type { contract } from '../../desk/functions/api/contract.ts';
import { type Asked, Refusing, type Script } from './scripted-desk.ts';

type CaseView = z.input<typeof contract.showCase.reply>;
type CheckRow = CaseView['rows'][number];
type WorkRow = z.input<typeof contract.takeNext.reply>['case'];
type Conclusion = 'fits' | 'differs' | 'open' | 'call';

const HOUR_MS = 60 * 60 * 1000;
export const ME = '3f6a1f0e-0d55-4c39-8a50-5b0e2f9f1a01';
export const COLLEAGUE = '3f6a1f0e-0d55-4c39-8a50-5b0e2f9f1a02';
const uuid = (place: number): string => `7b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a${String(place).padStart(2, '0')}`;
export const CASE = uuid(1);
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

const line = (place: number, change: Partial<NonNullable<WorkRow>>): NonNullable<WorkRow> => ({
  caseId: uuid(place),
  filingId: uuid(place + 50),
  version: 1,
  state: 'open',
  filingType: 'first',
  round: 1,
  province: '440000',
  domains: ['hetang-yangli.cn'],
  organizer: '佛山市荷塘样例食品有限公司',
  reason: '住所与登记不一致',
  risk: 1,
  receivedAt: ago(5),
  clock: { standing: 'due-today', limitMs: 9 * HOUR_MS, usedMs: 5.3 * HOUR_MS, dueAt: ago(-3.7) },
  secondView: [],
  ...change,
});

export const LINES = [
  line(2, {
    domains: ['hetang-yangli.cn', 'hetang-yangli.com'],
    round: 2,
    reason: '再次提交，待判断 2 项',
    receivedAt: ago(26),
    clock: { standing: 'overdue', limitMs: 9 * HOUR_MS, usedMs: 11.2 * HOUR_MS, dueAt: ago(2.2) },
  }),
  line(3, {
    domains: ['shuyan-yangli.com'],
    organizer: '苏州书砚样例图书有限公司',
    filingType: 'new-website',
    province: '320000',
    reason: '前置审批待看',
    secondView: ['涉及前置审批'],
    clock: { standing: 'overdue', limitMs: 9 * HOUR_MS, usedMs: 9.6 * HOUR_MS, dueAt: ago(0.6) },
  }),
  line(1, { domains: ['yunfan-keji.cn'], organizer: '深圳市云帆样例科技有限公司', filingType: 'change' }),
  line(4, {
    domains: ['lanyu-yangli.cn'],
    organizer: '李*然',
    province: '330000',
    reason: '待判断 3 项',
    lease: { holder: COLLEAGUE, isMine: false, until: ago(-0.2) },
  }),
  line(5, {
    domains: ['luming-yangli.cn'],
    organizer: '武汉鹿鸣样例网络有限公司',
    filingType: 'new-access',
    province: '420000',
    reason: '没有机器提示',
    clock: { standing: 'later', limitMs: 9 * HOUR_MS, usedMs: HOUR_MS, dueAt: ago(-60) },
  }),
  line(6, {
    domains: ['chenxi-yangli.cn'],
    organizer: '广州市晨曦样例贸易有限公司',
    reason: '第 1 次致电未接',
    clock: {
      standing: 'paused',
      limitMs: 9 * HOUR_MS,
      usedMs: 2 * HOUR_MS,
      pausedFor: 'call-missed',
      goesOnAt: ago(-1),
    },
  }),
];

const row = (path: string, group: string, label: string, value: string, change: Partial<CheckRow> = {}): CheckRow => ({
  row: path,
  group,
  label,
  value,
  isMasked: false,
  needsReason: false,
  documents: [],
  unseen: [],
  needsJudgement: false,
  wasJudged: false,
  findings: [],
  told: [],
  isChanged: false,
  causesSecondView: false,
  mayAmend: false,
  ...change,
});
const access = (staffName: string, action: 'paper-opened' | 'revealed' | 'searched', facts: object) => ({
  at: new Date('2026-11-30T01:33:07Z'),
  staffId: staffName === '林悦' ? ME : COLLEAGUE,
  staffName,
  action,
  domains: action === 'searched' ? [] : ['yunfan-keji.cn'],
  facts: { ...facts },
});
const CARD = { what: '身份证人像面', subject: 'principal' };
/** Who looked at what, the newest first. */
const ACCESSES = [
  access('林悦', 'paper-opened', { ...CARD, lease: true }),
  access('周岚', 'searched', { found: 1, reason: 'complaint' }),
  access('周岚', 'paper-opened', { ...CARD, lease: false, reason: 'complaint' }),
  access('林悦', 'revealed', { what: '主体负责人·手机号码', subject: 'principal', lease: true, reason: 'call' }),
];
const finding = (severity: string, ruleId: string, message: string) => [{ ruleId, severity, message }];
const ADDRESS = '广东省深圳市南山区科苑南路168号样例大厦A座1203室';

/** The rows of a change of address, of which five need a person. */
export const rows = (): CheckRow[] => [
  row('organizer.name', '主体', '主办者名称', '深圳市云帆样例科技有限公司', {
    documents: ['licence'],
    read: { agreement: 'same', confidence: 0.991, isSure: true, documentId: 'licence' },
    register: { agreement: 'same' },
    record: { agreement: 'same' },
  }),
  row('eligibility.certificateNumber', '主体', '统一社会信用代码', '91440300MAYH3K7264', {
    documents: ['licence'],
    read: { agreement: 'same' },
    register: { agreement: 'silent' },
  }),
  row('organizer.certificateAddress', '主体', '证件住所', ADDRESS, {
    documents: ['licence'],
    unseen: ['licence'],
    read: {
      agreement: 'differs',
      value: ADDRESS.replace('1203', '1208'),
      confidence: 0.912,
      isSure: false,
      documentId: 'licence',
      places: [
        [
          [60, 90],
          [210, 90],
          [210, 110],
          [60, 110],
        ],
      ],
    },
    register: { agreement: 'differs' },
    record: { agreement: 'differs', value: '广东省深圳市福田区样例路12号青云楼201室' },
    needsJudgement: true,
    findings: finding('confirm', 'FD-30', '填写、证照、登记三处一致，在案是旧址。'),
  }),
  row('principal.name', '主体负责人', '姓名', '周*明', {
    isMasked: true,
    documents: ['id-front'],
    read: { agreement: 'same' },
  }),
  row('principal.idNumber', '主体负责人', '证件号码', '4403**********9974', {
    isMasked: true,
    needsReason: true,
    documents: ['id-front'],
    read: { agreement: 'same' },
  }),
  row('principal.mobile', '主体负责人', '手机号码', '199****4099', {
    isMasked: true,
    needsReason: true,
    needsJudgement: true,
    findings: finding('confirm', 'CT-90', '手机号码没有用验证码确认过。'),
  }),
  row('principal.emergencyPhone', '主体负责人', '应急联系电话', '0755-****2210', {
    isMasked: true,
    needsReason: true,
    record: { agreement: 'differs', value: '0755-****8861' },
    findings: finding('warn', 'CT-40', '与在案号码不同。'),
  }),
  row('websites.0.domain', '网站', '域名', 'yunfan-keji.cn', { register: { agreement: 'same' } }),
  row('websites.0.details.name', '网站', '网站名称', '云帆样例科技', {
    findings: finding('info', 'FD-41', '与经营范围相近。'),
    record: { agreement: 'differs', value: '云帆样例' },
    mayAmend: true,
  }),
  row('websites.0.documents.commitment-letter', '网站材料', '承诺书', '', {
    documents: ['letter'],
    unseen: ['letter'],
    needsJudgement: true,
  }),
  row('websites.0.documents.handheld-photo', '网站材料', '手持证件照', '', {
    documents: ['handheld'],
    unseen: ['handheld'],
    needsJudgement: true,
  }),
  row('websites.0.liveness', '网站材料', '视频核身', '', {
    documents: ['live', 'frame'],
    unseen: ['live', 'frame'],
    needsJudgement: true,
  }),
];

const PAPERS = [
  ['licence', 'business-licence', '营业执照'],
  ['id-front', 'id-front', '身份证人像面'],
  ['letter', 'commitment-letter', '承诺书'],
  ['handheld', 'handheld-photo', '手持证件照'],
  ['live', 'liveness-photo', '核身照片'],
  ['frame', 'liveness-frame', '核身关键画面'],
].map(([documentId = '', kind = '', label = '']) => ({
  documentId,
  kind,
  label,
  subject: 'organizer',
  contentType: 'image/jpeg',
  ...(kind === 'business-licence' && { isRead: true }),
  ...(kind === 'id-front' && { covered: 'last-digits' as const }),
  findings: kind === 'business-licence' ? finding('warn', 'RV-03', '图片有反光，请看清被遮的字。') : [],
}));

export const caseView = (change: Partial<CaseView> = {}): CaseView => ({
  ...line(1, { domains: ['yunfan-keji.cn'], organizer: '深圳市云帆样例科技有限公司', filingType: 'change' }),
  lease: { holder: ME, isMine: true, until: ago(-0.31) },
  papers: PAPERS,
  rows: rows(),
  faces: [
    {
      subject: 'website:1',
      portrait: 'id-front',
      photo: 'live',
      frames: ['frame'],
      isPassed: true,
      similarity: 91.4,
      threshold: 70,
      portraitSimilarity: 63.2,
      portraitThreshold: 56,
      reasons: [],
    },
  ],
  notes: [{ by: COLLEAGUE, at: ago(1), text: '应急电话像是代办公司的号码，致电时问一句。' }],
  calls: [],
  related: [
    {
      caseId: uuid(9),
      by: ['organizer'],
      domains: ['yunfan-yun.cn'],
      organizer: '深圳市云帆样例科技有限公司',
      state: 'sent',
      receivedAt: ago(200),
    },
  ],
  rounds: [],
  timeline: [
    { at: ago(5), actor: 'filing-service', action: 'received' },
    { at: ago(0.2), actor: ME, action: 'taken' },
  ],
  revealsToday: 6,
  missing: ['还有 5 项没有判断'],
  ...change,
});

const REASONS = [
  [
    'RJ-30',
    '承诺书',
    'websites.*.documents.commitment-letter',
    '承诺书缺失、连笔、无日期或无公章。',
    '在“单位名称（盖章）”处加盖公章，手写签署日期，整页拍摄后重新上传。',
  ],
  ['RJ-12', '证件', 'documents', '证件照片不清晰、为复印件或翻拍、缺边或反光。', '重新拍摄证件原件。'],
  ['RJ-15', '电话', 'principal.mobile', '电话不通、空号、关机或无人接听。', '保持电话畅通，或更换可以接通的号码。'],
  ['DC-01', '内容', 'filing', '网站内容不属于可以备案的范围。', '换成可以备案的内容后，可以重新发起备案。'],
  ['RJ-34', '地址', 'organizer.certificateAddress', '地址未精确到门牌号，或与证件不一致。', '按证件填写到门牌号。'],
].map(([reasonId = '', topic = '', field = '', reason = '', suggestion = '']) => ({
  reasonId,
  version: 2,
  kind: topic === '内容' ? ('decline' as const) : ('return' as const),
  topic,
  fields: [field],
  reason,
  suggestion,
  isRetired: false,
  changedAt: ago(300),
}));

export const SETTINGS = {
  version: 3,
  undoSeconds: 60,
  leaseMinutes: 20,
  fromHour: 9,
  toHour: 18,
  reviewWorkdays: 1,
  callAgainMinutes: 60,
  revealsPerDay: 50,
  casesInHand: 12,
  sampling: { acceptedPercent: 5, returnedPercent: 3, firstCases: 20 },
  samplingOf: [],
};

/** A desk with one open case in the caller's hands; what they conclude stays. */
export function sampleWork(roles: readonly Role[], base: CaseView = caseView()): Script {
  const concluded = new Map<string, Conclusion>();
  let decided: CaseView['decision'];
  const shown = (): CaseView => ({
    ...base,
    state: decided ? 'decided' : base.state,
    ...(decided && { decision: decided }),
    rows: base.rows.map((row) => {
      const conclusion = concluded.get(row.row);
      return conclusion ? { ...row, mine: { conclusion, by: ME, at: ago(0), spentSeconds: 4 } } : row;
    }),
  });
  const flaggedOf = ({ body }: Asked) =>
    (body.items as { field: string; reasonId: string; suggestion?: string }[]).map(
      ({ field, reasonId, suggestion }) => {
        const reason = REASONS.find(({ reasonId: id }) => id === reasonId);
        const label = base.rows.find(({ row: path }) => path === field)?.label ?? field;
        return {
          field,
          label,
          reasonId,
          reasonVersion: 2,
          reason: reason?.reason ?? '',
          suggestion: suggestion ?? reason?.suggestion ?? '',
        };
      },
    );
  return {
    showStaff: () => ({ staff: { staffId: ME, displayName: '林悦', roles: [...roles] } }),
    listQueues: () => ({
      queues: [
        { queue: 'mine', count: 6, overdue: 2, dueToday: 2 },
        { queue: 'second-view', count: 2, overdue: 0, dueToday: 1 },
        { queue: 'new', count: 11, overdue: 0, dueToday: 4 },
      ],
    }),
    listTaskQueues: () => ({
      queues: [
        { queue: 'authority-returned', count: 1, overdue: 0, dueToday: 1 },
        { queue: 'rectification', count: 2, overdue: 1, dueToday: 0 },
        { queue: 'lists', count: 0, overdue: 0, dueToday: 0 },
      ],
    }),
    listReports: () => ({ reports: [] }),
    listQueue: ({ params }) =>
      params.queue === 'mine'
        ? {
            rows: LINES,
            decidedToday: [
              { caseId: CASE, domains: ['muyun-yangli.cn'], kind: 'accepted', state: 'sent', decidedAt: ago(0.5) },
              { caseId: CASE, domains: [], kind: 'returned', state: 'taken-back', decidedAt: ago(1) },
            ],
          }
        : { rows: [] },
    takeNext: () => ({ case: LINES[2] }),
    showCase: ({ params }) => {
      if (params.caseId !== CASE) throw new Refusing(404, 'case.unknown');
      return shown();
    },
    noteSeen: () => ({}),
    openPaper: ({ params, origin }) => ({ url: `${origin}/papers/${params.documentId}.jpg`, expiresAt: ago(-0.01) }),
    judgeRow: ({ params, body }) => {
      concluded.set(params.row ?? '', body.conclusion as Conclusion);
      return {
        row: params.row ?? '',
        conclusion: body.conclusion as Conclusion,
        missing: [],
        lease: { holder: ME, isMine: true, until: ago(-0.33) },
      };
    },
    renewLease: () => ({ holder: ME, isMine: true, until: ago(-0.33) }),
    addNote: ({ body }) => ({ notes: [...base.notes, { by: ME, at: ago(0), text: String(body.text) }] }),
    listReasons: () => ({ reasons: REASONS }),
    listReasonVersions: ({ params }) => {
      const now = REASONS.filter(({ reasonId }) => reasonId === params.reasonId);
      return {
        versions: now.flatMap((version) => [version, { ...version, version: 1, suggestion: '重新签署承诺书。' }]),
      };
    },
    previewReturn: (asked) => ({ flagged: flaggedOf(asked) }),
    decide: (asked) => {
      const { kind, amendments = [] } = asked.body as {
        kind: 'accepted' | 'returned' | 'declined';
        amendments?: readonly { readonly field: string; readonly after: string; readonly reason: string }[];
      };
      const isForTwo = kind === 'declined' || amendments.length > 0;
      const flagged = kind === 'accepted' ? [] : flaggedOf(asked);
      decided = {
        decisionId: uuid(90),
        kind,
        state: isForTwo ? 'second-view' : 'waiting',
        decidedBy: ME,
        decidedAt: ago(0),
        ...(!isForTwo && { sendsAt: new Date(Date.now() + 60_000) }),
        flagged,
        amendments: amendments.map((amendment) => {
          const found = base.rows.find(({ row: path }) => path === amendment.field);
          return { ...amendment, label: found?.label ?? amendment.field, before: found?.value ?? '' };
        }),
      };
      return decided;
    },
    takeBack: () => {
      decided = undefined;
      return { takenBack: true };
    },
    startCall: ({ body }) => ({
      callId: uuid(80),
      row: String(body.row),
      by: ME,
      startedAt: ago(0),
      items: [
        { item: 'who', text: '您好，这里是接入服务商备案初审，为 yunfan-keji.cn 的备案来电。可以回拨公示号码核实。' },
        { item: 'person', text: '请问您是哪位？证件后四位是多少？' },
        { item: 'agrees', text: '您知道这次备案，并同意担任负责人吗？' },
      ],
    }),
    uncoverPaper: ({ origin }) => ({
      view: { url: `${origin}/papers/uncovered.jpg`, expiresAt: ago(-0.016) },
      revealsToday: 7,
    }),
    reveal: ({ origin, body }) => ({
      view: { url: `${origin}/views/${body.row === undefined ? 2 : 1}`, expiresAt: ago(-0.016) },
      revealsToday: 7,
    }),
    readAccesses: ({ body }) => ({
      entries: ACCESSES.filter(({ staffId }) => body.staffId === undefined || staffId === body.staffId),
    }),
    findCases: () => ({
      cases: LINES.slice(0, 1).map((row) => ({
        ...row,
        standing: { now: '已退回，等申请人修改', next: '只改退回的几项，改好再次提交。' },
        flagged: [{ reason: '承诺书没有签名。', suggestion: '请签名后重新拍照。' }],
      })),
    }),
    listProposals: () => ({ proposals: [] }),
    showSettings: () => SETTINGS,
    saveSettings: ({ body }) => ({ ...(body as typeof SETTINGS), version: 4 }),
    saveReason: ({ params, body }) => ({
      ...(body as unknown as (typeof REASONS)[number]),
      reasonId: params.reasonId ?? '',
      version: 3,
      changedAt: ago(0),
    }),
  };
}
