import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../../contracts/kit/contract.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { type AuthorityRoom, authorityRoom } from '../../../tests/support/desk/authority-room.ts';
import { PERSONAL, toConfirm } from '../../../tests/support/desk/desk-case.ts';
import type { Reply } from '../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../tests/support/desk/staff.ts';
import { collectLog } from '../../../tests/support/scf.ts';
import { contract as sessionContract } from '../session/contract.ts';
import { declareTie } from '../session/ties.ts';
import { contract } from './contract.ts';

const [NAME, ID_NUMBER, MOBILE] = PERSONAL as [string, string, string];
const DOTTED = '138.0000.1234';
/** What somebody may try out, each with a value of nobody that is masked alike: a name, numbers, a number that looks like a domain. */
const PAIRS = [
  [NAME, '林大满'],
  [ID_NUMBER, '440301199003087310'],
  [MOBILE, '13800011234'],
  [DOTTED, '138.0001.1234'],
] as const;
const REMARK = 'websites.0.details.remark';
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b02';
const NOBODY = '00000000-0000-4000-8000-000000000001';
const DUE = '2026-12-03T10:00:00.000Z';
const DAY = { from: '2026-11-26', to: '2026-11-26' };

type Route = `${string} /${string}`;
const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let room: AuthorityRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;
let tang: SignedInStaff;
let auditor: SignedInStaff;

beforeAll(async () => {
  room = await authorityRoom({ clock });
});
afterAll(async () => {
  log.stop();
  await room.close();
});

const CHANGED = [
  ...['filing', 'record', 'record_event', 'authority_notice', 'authority_phrase', 'authority_setting', 'listed_entry'],
  ...['proposal', 'declared_tie', 'audit', 'staff'],
];

/** The desk with one case in a reviewer's hands, and its person on the black list; nobody has looked at anything. */
async function fresh(): Promise<string> {
  await room.test.empty(...CHANGED.map((table) => `desk.${table}`));
  await room.test.query('update desk.authority_list set version = 0');
  await room.test.query(`delete from desk.reason where reason_id = 'TR-01'`);
  [lin, lead] = [await room.signIn('林悦', 'reviewer'), await room.signIn('周岚', 'lead')];
  [tang, auditor] = [await room.signIn('唐泊', 'authority-desk'), await room.signIn('秦溯', 'auditor')];
  await room.readRecord(RECORD, '粤ICP备2026000009号', 1);
  const { body } = await propose(ID_NUMBER, 0);
  await room.call(lead, `PUT /v1/proposals/${body.proposalId}`, { confirms: true });
  const { caseId } = await room.receive({ findings: [toConfirm(REMARK)] });
  await room.call(lin, 'POST /v1/cases/next', {});
  await room.test.empty('desk.audit');
  return `/v1/cases/${caseId}`;
}

const propose = (text: string, version = 1) =>
  room.call(tang, 'POST /v1/authority-lists/black/proposals', { version, dueAt: DUE, text: `负责人,${text}` });

/** A case at the authority, of which somebody types a return. */
async function returned(words: string) {
  await room.test.empty('desk.listed_entry');
  const { caseId } = await room.accepted({ certificateNumber: '91440300MA5FAKE77G', domain: 'returned.example' });
  const at = `/v1/cases/${caseId}` as const;
  const { number } = (await room.call(tang, `POST ${at}/submission/export`)).body;
  await room.call(tang, `PUT ${at}/submission/receipt`, { number, isTakenBack: false });
  await room.call(tang, `POST ${at}/authority-answers`, { number, kind: 'sms-started' });
  const typed = await room.call(tang, `POST ${at}/authority-answers`, { number, kind: 'sms-failed', words });
  clock.forward(61);
  await room.tick();
  return { at, number: number as number, sequence: 2, typed };
}

/** One call in which the text is given. */
const once =
  (by: () => SignedInStaff, route: (at: string, text: string) => string, body?: (text: string) => object) =>
  async (at: string, text: string): Promise<readonly Reply[]> => [
    await room.call(by(), route(at, encodeURIComponent(text)) as Route, body?.(text)),
  ];
const query =
  (by: () => SignedInStaff, route: Route, given: (text: string) => Record<string, string>) =>
  async (_: string, text: string) => [await room.call(by(), route, undefined, given(text))];

const items = (suggestion: string) => [{ field: REMARK, reasonId: 'RJ-32', suggestion }];
const reason = { topic: '其他', fields: [], suggestion: '请补充。', isRetired: false, version: 0, kind: 'return' };
const [asLin, asLead, asTang, asAuditor] = [() => lin, () => lead, () => tang, () => auditor];

/** Every operation that takes words, with what tells of them afterwards. */
const DRIVES: Readonly<Record<string, (at: string, text: string) => Promise<readonly Reply[]>>> = {
  typeAnswer: async (_, text) => [(await returned(text)).typed],
  typeAnswers: once(
    asTang,
    () => 'POST /v1/authority/answers',
    (table) => ({ isPreview: true, table }),
  ),
  confirmReturn: async (_, text) => {
    const { at, number, sequence } = await returned(`请${text}补充备注`);
    const shown = await room.call(tang, `GET ${at}/authority-return` as Route);
    const learnt = [{ field: REMARK, reasonId: 'RJ-32', piece: 0 }];
    const body = { number, sequence, items: learnt };
    const named = await room.call(tang, `POST ${at}/authority-return` as Route, { ...body, items: items(text) });
    const matched = await room.call(tang, `POST ${at}/authority-return` as Route, body);
    return [shown, named, matched, await room.call(lead, 'GET /v1/authority/phrases')];
  },
  promotePhrase: once(
    asLead,
    () => 'PUT /v1/authority/phrases',
    (phrase) => ({ phrase, reasonId: 'RJ-32' }),
  ),
  saveAuthoritySettings: async (_, text) => {
    const { settings } = (await room.call(tang, 'GET /v1/authority')).body;
    return [await room.call(tang, 'PUT /v1/authority/settings', { ...settings, hold: { reason: text } })];
  },
  findRecord: query(asTang, 'GET /v1/records', (number) => ({ number })),
  tellOfRecord: once(
    asTang,
    () => `POST /v1/records/${RECORD}/events`,
    (text) => ({ kind: 'notice', lastTold: 0, items: [text] }),
  ),
  reportNotice: once(
    asTang,
    () => `POST /v1/authority-notices/${NOBODY}/reports`,
    (words) => ({ result: 'rectified', words }),
  ),
  showLists: query(asTang, 'GET /v1/authority-lists', (after) => ({ after })),
  noteTold: once(
    asLead,
    () => 'POST /v1/told-messages',
    (key) => ({ key }),
  ),
  proposeEvent: once(
    asTang,
    () => `POST /v1/records/${RECORD}/proposals`,
    (text) => ({ kind: 'cancelled', whole: true, lastTold: 0, reason: text }),
  ),
  proposeList: async (_, text) => {
    const proposed = await propose(text);
    return [proposed, await room.call(tang, `POST /v1/proposals/${proposed.body.proposalId}/lines` as Route, {})];
  },
  showProposedLines: async (_, text) => {
    const { body } = await propose(ID_NUMBER);
    await room.test.empty('desk.audit');
    return [await room.call(lead, `POST /v1/proposals/${body.proposalId}/lines`, { text })];
  },
  readAccesses: once(
    asAuditor,
    () => 'POST /v1/access-log',
    (subject) => ({ ...DAY, subject }),
  ),
  listQueue: query(asLin, 'GET /v1/queues/new', (after) => ({ after })),
  findCases: once(
    asLead,
    () => 'POST /v1/cases/search',
    (text) => ({ text, reason: 'complaint' }),
  ),
  judgeRow: once(
    asLin,
    (at, text) => `PUT ${at}/rows/${text}`,
    () => ({ conclusion: 'fits', spentSeconds: 1 }),
  ),
  addNote: once(
    asLin,
    (at) => `POST ${at}/notes`,
    (text) => ({ text }),
  ),
  reveal: once(
    asLin,
    (at) => `POST ${at}/reveals`,
    (row) => ({ row, reason: 'compare' }),
  ),
  openPaper: once(asLin, (at, text) => `POST ${at}/documents/${text}/view`),
  noteSeen: once(
    asLin,
    (at, text) => `PUT ${at}/documents/${text}/seen`,
    () => ({ sha256: 'a'.repeat(64) }),
  ),
  uncoverPaper: once(
    asLin,
    (at, text) => `POST ${at}/documents/${text}/reveals`,
    () => ({ reason: 'compare' }),
  ),
  previewReturn: once(
    asLin,
    (at) => `POST ${at}/return-preview`,
    (text) => ({ items: items(text) }),
  ),
  decide: once(
    asLin,
    (at) => `POST ${at}/decision`,
    (text) => ({ version: 1, kind: 'returned', items: items(text), comment: text }),
  ),
  viewSecond: once(
    asLead,
    (at) => `POST ${at}/second-view`,
    (comment) => ({ decisionId: NOBODY, agrees: true, comment }),
  ),
  startCall: once(
    asLin,
    (at) => `POST ${at}/calls`,
    (row) => ({ row }),
  ),
  endCall: async (at, text) => {
    const { body } = await room.call(lin, `POST ${at}/calls` as Route, { row: 'principal.mobile' });
    const said = { outcome: 'reached', items: [{ item: text, answer: 'fits' }] };
    return [await room.call(lin, `PUT ${at}/calls/${body.callId}` as Route, said)];
  },
  hold: once(
    asLead,
    (at) => `PUT ${at}/hold`,
    (text) => ({ reason: text }),
  ),
  listReasonVersions: once(asLead, (_, text) => `GET /v1/reasons/${text}/versions`),
  saveReason: once(
    asLead,
    () => 'PUT /v1/reasons/TR-01',
    (text) => ({ ...reason, reason: text, version: 0 }),
  ),
  judgeSample: once(
    asAuditor,
    () => `PUT /v1/samples/${NOBODY}`,
    (comment) => ({ result: 'right', comment }),
  ),
  listFigureCases: query(asLead, 'GET /v1/figures/cases', (reasonId) => ({ ...DAY, figure: 'returned', reasonId })),
  declareTie: async (at, text) => {
    const kind = text === ID_NUMBER ? 'person' : 'phone';
    await declareTie({ staff: lin, body: { kind, relation: 'self', value: text } }, room);
    return [await room.call(lin, `GET ${at}` as Route), await room.call(lin, 'GET /v1/queues/mine')];
  },
};

/** Begin a sign-in, before anybody is known: no case is read. */
const OF_NOBODY = ['signIn'];

/** Whether a schema takes words: neither ids, nor choices, dates or numbers. */
// biome-ignore lint/suspicious/noExplicitAny: the definition of a schema has no type of its own
function takesText(schema: any): boolean {
  if (!schema) return false;
  const { type, shape, element, innerType, valueType, options, format } = schema._zod.def;
  if (type === 'string') return !['uuid', 'datetime', 'date'].includes(format);
  if (type === 'object') return Object.values(shape).some(takesText);
  if (type === 'array') return takesText(element);
  if (type === 'optional' || type === 'nullable') return takesText(innerType);
  if (type === 'record') return takesText(valueType);
  return type === 'union' && options.some(takesText);
}

/** Without what was given, and what is new in each reply. */
const plain = (replies: readonly Reply[], text: string): string =>
  JSON.stringify(replies.map(({ status, body }) => ({ status, body })))
    .replaceAll(text, '<given>')
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"number":\d+/g, '<number>')
    .replaceAll(/views\/desk\/[\w-]+[^"]*/g, '<view>');

/** Entries that count for the day of whoever looked, and ties. */
const counted = async () =>
  room.test.query(
    `select action from desk.audit where action = 'tie-declared'
     or (action in ('searched', 'revealed', 'paper-opened', 'authority-exported') and facts ->> 'reason' is not null)`,
  );

describe('a value that somebody gives', () => {
  it('is given here to every operation of the desk that takes words', () => {
    const operations = Object.entries<Operation>({ ...contract, ...sessionContract });
    const withText = operations.filter(([, { params, query: asked, body }]) => [params, asked, body].some(takesText));

    expect(withText.map(([name]) => name).toSorted()).toEqual([...Object.keys(DRIVES), ...OF_NOBODY].toSorted());
  });

  it.each(Object.keys(DRIVES))(
    'brings the same reply, whether it is somebody’s or not, or it counts: %s',
    async (name) => {
      for (const [right, wrong] of PAIRS) {
        const drive = DRIVES[name];
        const told = plain((await drive?.(await fresh(), right)) ?? [], right);
        const entries = await counted();
        const other = plain((await drive?.(await fresh(), wrong)) ?? [], wrong);

        if (told !== other) expect([right, entries.length > 0, told, other]).toEqual([right, true, told, other]);
      }
    },
  );
});
