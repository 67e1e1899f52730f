import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { memoryStore } from '../../../tests/support/database/memory-store.ts';
import { type AuthorityRoom, authorityRoom } from '../../../tests/support/desk/authority-room.ts';
import { type Contents, PERSONAL, toConfirm, WEBSITE_ID } from '../../../tests/support/desk/desk-case.ts';
import type { SignedInStaff } from '../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../tests/support/scf.ts';
import { unreachedService } from '../../../tests/support/unreached-service.ts';
import { ACCESS_ACTIONS } from '../../domain/oversight/clear-values.ts';
import { contract } from './contract.ts';

const [NAME, ID_NUMBER, MOBILE] = PERSONAL as [string, string, string];
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const RECORD_NUMBER = '粤ICP备2026000009号';
const REMARK = 'websites.0.details.remark';
const RETURN = 'RJ-32';
const PAPERS = [
  { id: 'card', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/jpeg' },
  { id: 'letter', kind: 'commitment-letter', label: '承诺书', subject: 'organizer', contentType: 'image/jpeg' },
];
/** Everything of it is somebody's own. */
const PERSON: Contents = {
  organizerKind: 'individual',
  documents: PAPERS,
  findings: [toConfirm(REMARK), toConfirm('principal.mobile')],
  evidence: {
    values: [
      { field: 'principal.name', source: 'read', agreement: 'differs', value: NAME, document: 'card' },
      { field: 'principal.idNumber', source: 'read', agreement: 'differs', value: ID_NUMBER, document: 'card' },
    ],
    liveness: [],
  },
};

type Name = keyof typeof contract;
interface Driven {
  readonly name: Name;
  readonly status: number;
  /** Actions that tell of it, in the chains. */
  readonly told: readonly string[];
  /** Objects that a link was given to. */
  readonly shown: readonly string[];
  readonly text: string;
  readonly isRefused: boolean;
}

const clock = testClock('2026-11-26T02:00:00Z');
const { objects, store } = memoryStore();
const log = collectLog();
const linked: string[] = [];
const driven: Driven[] = [];
let room: AuthorityRoom;
let service: Awaited<ReturnType<typeof unreachedService>>;

/** Whether an answer of this schema may have words in it that were not written here. */
// biome-ignore lint/suspicious/noExplicitAny: the definition of a schema has no type of its own
function hasText(schema: any): boolean {
  const { type, shape, element, innerType, options, items, format } = schema._zod.def;
  if (type === 'string') return format !== 'uuid';
  if (type === 'object') return Object.values(shape).some(hasText);
  if (type === 'array') return hasText(element);
  if (type === 'optional' || type === 'nullable') return hasText(innerType);
  if (type === 'union') return options.some(hasText);
  if (type === 'tuple') return items.some(hasText);
  return !['literal', 'enum', 'number', 'int', 'boolean', 'date', 'pipe'].includes(type);
}

const nameOf = (route: string): Name => {
  const [method = '', path = ''] = route.split(' ');
  const found = (Object.keys(contract) as Name[]).filter((name) => {
    const pattern = contract[name].path.replaceAll(/\{\w+\}/g, '[^/]+');
    return contract[name].method === method && new RegExp(`^${pattern}$`).test(path);
  });
  // A path in words comes before one with a parameter.
  const [name] = found.toSorted((a, b) => contract[a].path.split('{').length - contract[b].path.split('{').length);
  if (!name) throw new Error(`no operation is ${route}`);
  return name;
};

async function told(): Promise<readonly string[]> {
  const rows = await room.test.query<{ action: string }>(
    'select action from desk.audit where action = any($1) order by at, case_id, sequence',
    [[...ACCESS_ACTIONS]],
  );
  return rows.map(({ action }) => action);
}

async function drive(
  by: SignedInStaff,
  route: `${string} /${string}`,
  body?: unknown,
  { query = {}, expects = 200 }: { readonly query?: Readonly<Record<string, string>>; readonly expects?: number } = {},
) {
  clock.forward(0.001);
  const before = await told();
  linked.length = 0;
  const reply = await room.call(by, route, body, query);
  const after = [...(await told())];
  for (const action of before) after.splice(after.indexOf(action), 1);
  expect([route, reply.status, reply.body.error?.code]).toEqual([
    route,
    expects === 200 ? expect.toSatisfy((status: number) => status < 300) : expects,
    expects === 200 ? undefined : expect.any(String),
  ]);
  const shown = [...linked];
  driven.push({
    name: nameOf(route),
    status: reply.status,
    told: after,
    shown,
    text: reply.text,
    isRefused: expects !== 200,
  });
  return reply.body;
}

const textOfObject = (key: string): string => {
  const bytes = objects.get(key) ?? Buffer.alloc(0);
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8');
  const texts = Object.entries(unzipSync(bytes)).filter(([name]) => /\.(txt|xml)$/.test(name));
  return texts.map(([, text]) => Buffer.from(text).toString('utf8')).join();
};

beforeAll(async () => {
  const watched = {
    ...store,
    readLink: async (key: string, seconds: number, name?: string) => {
      linked.push(key);
      return store.readLink(key, seconds, name);
    },
  } as typeof store;
  service = await unreachedService();
  const { filingService } = service;
  room = await authorityRoom({ clock, objectStore: watched, chance: () => 0, filingService });
  await driveEverything();
}, 120_000);
afterAll(async () => {
  log.stop();
  await room.close();
  await service.stop();
});

async function driveEverything(): Promise<void> {
  const lin = await room.signIn('林悦', 'reviewer');
  const lead = await room.signIn('周岚', 'lead');
  const other = await room.signIn('何靖', 'lead');
  const tang = await room.signIn('唐泊', 'authority-desk');
  const auditor = await room.signIn('秦溯', 'auditor');
  await driveSettings(lead, tang);
  await driveCheck(lin, lead);
  await driveTwo(lin, lead, auditor);
  await driveAuthority(tang, lin, lead);
  await driveLists(tang, other);
  await drive(lead, 'GET /v1/figures', undefined, { query: { from: '2026-11-26', to: '2026-11-26' } });
  const open = { figure: 'open', from: '2026-11-26', to: '2026-11-26' };
  await drive(lead, 'GET /v1/figures/cases', undefined, { query: open });
  const day = { from: '2026-11-26', to: '2026-11-26' };
  await drive(auditor, 'POST /v1/access-log', day);
  await drive(auditor, 'POST /v1/access-log', { ...day, isExport: true });
}

async function driveSettings(lead: SignedInStaff, tang: SignedInStaff): Promise<void> {
  await drive(lead, 'PUT /v1/settings', { ...(await drive(lead, 'GET /v1/settings')), undoSeconds: 60 });
  const { settings } = await drive(tang, 'GET /v1/authority');
  await drive(tang, 'PUT /v1/authority/settings', settings);
  const { reasons } = await drive(lead, 'GET /v1/reasons');
  const { reasonId, version, kind: _, changedAt: __, ...reason } = reasons[0];
  await drive(lead, `PUT /v1/reasons/${reasonId}`, { ...reason, version });
  await drive(lead, `GET /v1/reasons/${reasonId}/versions`);
}

async function driveCheck(lin: SignedInStaff, lead: SignedInStaff): Promise<void> {
  const { caseId, filingId } = await room.receive(PERSON);
  const at = `/v1/cases/${caseId}` as const;
  await drive(lin, 'GET /v1/queues');
  await drive(lin, 'GET /v1/queues/new');
  await drive(lin, 'POST /v1/cases/next', {});
  await drive(lin, `GET ${at}`);
  await drive(lin, `PUT ${at}/lease`);
  await drive(lin, `PUT ${at}/rows/${REMARK}`, { conclusion: 'differs', spentSeconds: 1 });
  await drive(lin, `POST ${at}/notes`, { text: '看过' });
  await drive(lin, `POST ${at}/reveals`, { row: 'principal.name' });
  await drive(lin, `POST ${at}/reveals`, { row: 'principal.mobile', reason: 'call' });
  await drive(lin, `POST ${at}/reveals`, { isCall: true });
  await drive(lin, `POST ${at}/documents/card/view`);
  await drive(lin, `PUT ${at}/documents/card/seen`, { sha256: 'a'.repeat(64) }, { expects: 409 });
  await drive(lin, `POST ${at}/documents/card/reveals`, { reason: 'compare' });
  await drive(lead, `POST ${at}/documents/letter/view`, undefined, { query: { reason: 'complaint' } });
  const { callId } = await drive(lin, `POST ${at}/calls`, { row: 'principal.mobile' });
  await drive(lin, `PUT ${at}/calls/${callId}/connection`);
  await drive(lin, `PUT ${at}/calls/${callId}`, { outcome: 'reached', items: [] });
  await drive(lin, 'POST /v1/cases/search', { text: MOBILE, reason: 'call' });
  await drive(lin, 'POST /v1/cases/search', { text: 'yunfan.example' });
  const items = [{ field: REMARK, reasonId: RETURN, suggestion: `请${NAME}补充` }];
  await drive(lin, `POST ${at}/return-preview`, { items: [{ field: REMARK, reasonId: RETURN }] });
  await drive(lin, `POST ${at}/decision`, { version: 1, kind: 'returned', items }, { expects: 422 });
  await drive(lin, `POST ${at}/decision`, {
    version: 1,
    kind: 'returned',
    items: [{ field: REMARK, reasonId: RETURN }],
  });
  await drive(lin, `DELETE ${at}/decision`);
  await drive(lead, `GET ${at}/colleagues`);
  await drive(lead, `PUT ${at}/hold`, { reason: '等一等' });
  await drive(lead, `DELETE ${at}/hold`);
  await drive(lead, `PUT ${at}/assignment`, { staffId: lin.staffId });
  await drive(lin, `POST ${at}/lease`);
  await drive(lin, `DELETE ${at}/lease`);
  const message = { key: 'reminder/1', role: 'principal' as const, what: '初审退回', at: '2026-11-25T02:00:00.000Z' };
  service.messages.push({ ...message, filingId, tried: [{ way: 'sms', failure: 'refused' }] });
  await drive(lead, 'GET /v1/unreached-messages');
  await drive(lead, 'POST /v1/told-messages', { key: 'reminder/1' });
}

async function driveTwo(lin: SignedInStaff, lead: SignedInStaff, auditor: SignedInStaff): Promise<void> {
  await room.test.empty('desk.review_case', 'desk.filing');
  const { caseId } = await room.receive({ ...PERSON, domain: 'two.example' });
  const at = `/v1/cases/${caseId}` as const;
  await room.call(lin, 'POST /v1/cases/next', {});
  const items = [{ field: REMARK, reasonId: RETURN }];
  const asks = { asksSecondView: true, askedRow: REMARK };
  const body = await drive(lin, `POST ${at}/decision`, { version: 1, kind: 'returned', items, ...asks });
  await drive(lead, 'POST /v1/cases/next', { queue: 'second-view' });
  await drive(lead, `GET ${at}`);
  await drive(lead, `PUT ${at}/rows/${REMARK}`, { conclusion: 'differs', spentSeconds: 1 });
  await drive(lead, `POST ${at}/second-view`, { decisionId: body.decisionId, agrees: true, comment: '同意' });
  await room.receive({ ...PERSON, domain: 'drawn.example' });
  const next = await room.call(lin, 'POST /v1/cases/next', {});
  await drive(lin, `POST /v1/cases/${next.body.case.caseId}/decision`, { version: 1, kind: 'returned', items });
  clock.forward(61);
  for (const id of await room.decisions.due(10)) await room.release(id);
  const { samples } = await drive(auditor, 'GET /v1/samples');
  await drive(auditor, `PUT /v1/samples/${samples[0].decisionId}`, { result: 'right', comment: '' });
}

async function driveAuthority(tang: SignedInStaff, lin: SignedInStaff, lead: SignedInStaff): Promise<void> {
  const handIn = async (caseId: string) => {
    const at = `/v1/cases/${caseId}` as const;
    await drive(tang, 'POST /v1/authority/ledger', { caseIds: [caseId] });
    const { number } = await drive(tang, `POST ${at}/submission/export`);
    await drive(tang, `PUT ${at}/submission/receipt`, { number, isTakenBack: false });
    const say = async (kind: string, more: object = {}) => {
      await drive(tang, `POST ${at}/authority-answers`, { number, kind, ...more });
      clock.forward(61);
      await room.tick();
    };
    return { at, number: number as number, say };
  };
  const papers = { documents: PAPERS, domain: 'authority.example', organizerKind: 'individual' } as const;
  const { at, number, say } = await handIn((await room.accepted(papers)).caseId);
  const first = await drive(tang, `POST ${at}/authority-answers`, { number, kind: 'sms-started' });
  await drive(tang, `DELETE ${at}/authority-answers/${first.sequence}`);
  await drive(tang, 'POST /v1/authority/answers', { isPreview: true, table: `${number} 短信核验已发起` });
  await say('sms-started');
  await say('sms-verified');
  await say('returned', { words: `①网站备注没有写明用途；②${NAME}的号码 ${MOBILE} 与其他主办者重复。` });
  await drive(tang, 'GET /v1/task-queues');
  await drive(tang, 'GET /v1/task-queues/authority-returned');
  const returned = await drive(lin, `GET ${at}/authority-return`);
  const { sequence } = returned;
  const items = [{ field: REMARK, reasonId: RETURN, piece: 0 }];
  await drive(tang, `POST ${at}/authority-return`, { number, sequence, items });
  const { phrases } = await drive(lead, 'GET /v1/authority/phrases');
  await drive(lead, 'PUT /v1/authority/phrases', { phrase: phrases[0].phrase, reasonId: phrases[0].reasonId });
  const approved = await handIn((await room.accepted({ domain: 'numbered.example' })).caseId);
  await approved.say('sms-started');
  await approved.say('sms-verified');
  const numbers = { organizer: '粤ICP备2026000009号', websites: { [WEBSITE_ID]: '粤ICP备2026000009号-1' } };
  await approved.say('approved', { numbers });
  await drive(lead, 'GET /v1/authority-numbers');
}

async function driveLists(tang: SignedInStaff, other: SignedInStaff): Promise<void> {
  await room.readRecord(RECORD, RECORD_NUMBER, 1);
  const record = await drive(tang, 'GET /v1/records', undefined, { query: { number: RECORD_NUMBER } });
  const items = ['首页底部没有备案号。'];
  await drive(tang, `POST /v1/records/${RECORD}/events`, { kind: 'notice', lastTold: record.lastTold, items });
  const { notices } = await drive(tang, 'GET /v1/rectifications');
  await drive(tang, 'GET /v1/task-queues/rectification');
  const { noticeId } = notices[0].authority;
  await drive(tang, `POST /v1/authority-notices/${noticeId}/reports`, {
    result: 'not-rectified',
    words: '主办者还没有整改。',
  });
  const { reports } = await drive(tang, 'GET /v1/authority-reports');
  await drive(tang, `PUT /v1/authority-reports/${reports[0].reportId}/receipt`);
  const { lists } = await drive(tang, 'GET /v1/authority-lists');
  const { version } = lists.find(({ list }: { list: string }) => list === 'black');
  const listed = { version, dueAt: '2026-12-03T10:00:00.000Z', text: `主办者,${ID_NUMBER}\n域名,authority.example` };
  const { proposalId } = await drive(tang, 'POST /v1/authority-lists/black/proposals', listed);
  await drive(other, 'GET /v1/proposals');
  await drive(other, `POST /v1/proposals/${proposalId}/lines`, {});
  await drive(other, `POST /v1/proposals/${proposalId}/lines`, { text: ID_NUMBER });
  await drive(other, `PUT /v1/proposals/${proposalId}`, { confirms: true });
  const { tasks } = await drive(tang, 'GET /v1/authority-lists');
  await drive(tang, 'GET /v1/task-queues/lists');
  await drive(tang, `PUT /v1/authority-lists/black/entries/${tasks[0].entryId}`, { result: 'not-ours' });
  const ended = {
    kind: 'cancelled',
    whole: true,
    lastTold: (await room.knownRecords.lastTold(RECORD)) ?? 0,
    reason: '主体信息不真实',
  };
  await drive(tang, `POST /v1/records/${RECORD}/proposals`, ended);
}

const isClear = (text: string) => PERSONAL.some((value) => text.includes(value));

describe('the operations of the desk', () => {
  it('are all driven here whose replies have words in them', () => {
    const withText = (Object.keys(contract) as Name[]).filter((name) => hasText(contract[name].reply));

    expect(withText.filter((name) => !driven.some((step) => step.name === name && !step.isRefused))).toEqual([]);
  });

  it('have no personal value in any reply', () => {
    expect(driven.filter(({ text }) => isClear(text)).map(({ name }) => name)).toEqual([]);
  });

  it('show what is in clear behind a link alone, and only these five give one', () => {
    const showing = new Set(driven.filter(({ shown }) => shown.length > 0).map(({ name }) => name));

    expect([...showing].toSorted()).toEqual([
      'exportLedger',
      'exportSubmission',
      'openPaper',
      'reveal',
      'uncoverPaper',
    ]);
    const clear = driven.filter(({ shown }) => shown.some((key) => isClear(textOfObject(key)))).map(({ name }) => name);
    expect(new Set(clear)).toEqual(new Set(['reveal', 'exportLedger', 'exportSubmission']));
  });

  it('leave an entry for each value behind a link, and for everything else that tells of a person', () => {
    const entries = driven
      .filter(({ told: actions, shown }) => actions.length > 0 || shown.length > 0)
      .map(({ name, told: actions, shown }) => [name, actions, shown.length]);

    expect(entries).toEqual([
      ['showCase', ['case-opened'], 0],
      ['reveal', ['revealed'], 1],
      ['reveal', ['revealed'], 1],
      ['reveal', Array(5).fill('revealed'), 1],
      ['openPaper', ['paper-opened'], 1],
      ['uncoverPaper', ['revealed'], 1],
      ['openPaper', ['paper-opened'], 1],
      ['findCases', ['searched'], 0],
      ['findCases', ['searched-order'], 0],
      ['decide', ['revealed'], 0],
      ['showCase', ['case-opened'], 0],
      ['exportLedger', ['authority-exported'], 1],
      ['exportSubmission', ['authority-exported'], 1],
      ['showReturn', ['revealed', 'case-opened'], 0],
      ['confirmReturn', ['revealed'], 0],
      ['exportLedger', ['authority-exported'], 1],
      ['exportSubmission', ['authority-exported'], 1],
      ['proposeList', ['searched'], 0],
      ['showProposedLines', ['searched'], 0],
      ['showProposedLines', ['searched'], 0],
      ['readAccesses', ['access-read'], 0],
      ['readAccesses', ['access-exported'], 0],
    ]);
  });
});
