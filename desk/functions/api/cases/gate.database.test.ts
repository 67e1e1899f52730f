import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { PERSONAL, WEBSITE_ID } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom, type Reply } from '../../../../tests/support/desk/desk-room.ts';
import type { SignedInStaff } from '../../../../tests/support/desk/staff.ts';

const clock = testClock('2026-11-26T02:00:00Z');
const [NAME, ID_NUMBER] = PERSONAL as [string, string];
let room: DeskRoom;
let lin: SignedInStaff;
let lead: SignedInStaff;
let auditor: SignedInStaff;

beforeAll(async () => {
  room = await deskRoom({ clock });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.test.empty('desk.review_case', 'desk.filing', 'desk.setting', 'desk.staff');
  lin = await room.signIn('林悦', 'reviewer');
  lead = await room.signIn('周岚', 'lead');
  auditor = await room.signIn('秦溯', 'auditor');
});

const documents = [
  { id: 'card', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/jpeg' },
  { id: 'licence', kind: 'business-licence', label: '营业执照', subject: 'organizer', contentType: 'image/jpeg' },
  { id: 'film', kind: 'liveness-video', label: '核身视频', subject: `website:${WEBSITE_ID}`, contentType: 'video/mp4' },
];
const code = ({ status, body }: Reply) => [status, body.error?.code];
const fieldOf = ({ body }: Reply) => body.error?.facts?.fields?.[0]?.field;
const reveal = (by: SignedInStaff, caseId: string, row: string, reason?: string) =>
  room.call(by, `POST /v1/cases/${caseId}/reveals`, { row, ...(reason && { reason }) });
const open = (by: SignedInStaff, caseId: string, id: string, reason?: string) =>
  room.call(by, `POST /v1/cases/${caseId}/documents/${id}/view`, undefined, reason ? { reason } : {});
const last = async (chainId: string) => (await room.auditReader.entriesOf(chainId)).at(-1);
const today = async (by: SignedInStaff, caseId: string) =>
  (await room.call(by, `GET /v1/cases/${caseId}`)).body.revealsToday;
async function held() {
  const received = await room.receive({ documents, organizerKind: 'individual' });
  await room.call(lin, 'POST /v1/cases/next', {});
  return received;
}
const withLimit = async (revealsPerDay: number) => {
  const settings = await room.settingsStore.current();
  await room.settingsStore.save({ ...settings, revealsPerDay }, lead.staffId, clock.now());
};

describe('whoever has a case in hand', () => {
  it('sees a name and an address of it without a reason: remembered, with whose it is, and not counted', async () => {
    const { caseId } = await held();

    const name = await reveal(lin, caseId, 'principal.name');
    const address = await reveal(lin, caseId, 'organizer.certificateAddress');

    expect([name.status, name.body.revealsToday, address.status, address.body.revealsToday]).toEqual([200, 0, 200, 0]);
    expect((await room.auditReader.entriesOf(caseId)).slice(-2)).toMatchObject([
      { actor: lin.staffId, action: 'revealed', facts: { row: 'principal.name', subject: 'principal', lease: true } },
      { action: 'revealed', facts: { row: 'organizer.certificateAddress', subject: 'organizer', lease: true } },
    ]);
  });

  it.each(['principal.idNumber', 'principal.mobile', 'principal.email', 'eligibility.certificateNumber'])(
    'says why they want to see %s, and it counts',
    async (row) => {
      const { caseId } = await held();

      const silent = await reveal(lin, caseId, row);
      const said = await reveal(lin, caseId, row, 'compare');

      expect([...code(silent), fieldOf(silent)]).toEqual([422, 'request.invalid', 'reason']);
      expect(said.body.revealsToday).toBe(1);
      expect(await last(caseId)).toMatchObject({ action: 'revealed', facts: { row, reason: 'compare', lease: true } });
    },
  );

  it('opens its papers without a reason: remembered by kind and whose they are, and not counted', async () => {
    const { caseId } = await held();

    expect((await open(lin, caseId, 'card')).status).toBe(200);
    expect(await last(caseId)).toMatchObject({
      action: 'paper-opened',
      facts: { document: 'card', what: '身份证人像面', subject: 'principal', lease: true },
    });
    expect(await today(lin, caseId)).toBe(0);
  });
});

describe('whoever has not', () => {
  it.each(['card', 'licence', 'film'])('opens the paper %s with a reason alone, and it counts', async (id) => {
    const { caseId } = await held();

    const silent = await open(lead, caseId, id);
    const said = await open(lead, caseId, id, 'complaint');

    expect([...code(silent), fieldOf(silent)]).toEqual([422, 'request.invalid', 'reason']);
    expect(said.status).toBe(200);
    expect(await last(caseId)).toMatchObject({
      actor: lead.staffId,
      action: 'paper-opened',
      facts: { document: id, reason: 'complaint', lease: false },
    });
    expect(await today(lead, caseId)).toBe(1);
  });

  it('sees a name with a reason alone, and it counts', async () => {
    const { caseId } = await held();

    expect(fieldOf(await reveal(auditor, caseId, 'principal.name'))).toBe('reason');
    expect((await reveal(auditor, caseId, 'principal.name', 'audit')).body.revealsToday).toBe(1);
  });

  it('sees nothing more on a day on which they have seen as much as they may, by whichever way', async () => {
    const { caseId } = await held();
    await withLimit(2);
    await open(lead, caseId, 'card', 'complaint');
    await reveal(lead, caseId, 'principal.name', 'complaint');

    expect(code(await open(lead, caseId, 'licence', 'complaint'))).toEqual([429, 'reveal.too-many']);
    expect(code(await reveal(lead, caseId, 'principal.mobile', 'call'))).toEqual([429, 'reveal.too-many']);
    expect((await open(lin, caseId, 'card')).status).toBe(200);
  });
});

describe('the opening of a case', () => {
  const openings = async (caseId: string) =>
    (await room.auditReader.entriesOf(caseId)).filter(({ action }) => action === 'case-opened');

  it('is remembered, with whether it was in hand; once in ten minutes, for whoever looks again has it open', async () => {
    const { caseId } = await held();
    const look = (by: SignedInStaff) => room.call(by, `GET /v1/cases/${caseId}`);

    for (const by of [lin, lin, lead]) expect((await look(by)).status).toBe(200);
    clock.forward(601);
    await look(lin);

    expect((await openings(caseId)).map(({ actor, facts }) => [actor, facts])).toEqual([
      [lin.staffId, { lease: true }],
      [lead.staffId, { lease: false }],
      [lin.staffId, { lease: true }],
    ]);
  });

  it('is followed in the history by the papers and fields that were looked at and judged, by name', async () => {
    const { caseId } = await held();
    await open(lin, caseId, 'card');
    await reveal(lin, caseId, 'principal.mobile', 'call');
    await room.call(lin, `PUT /v1/cases/${caseId}/rows/principal.mobile`, { conclusion: 'differs', spentSeconds: 1 });

    const { timeline } = (await room.call(lin, `GET /v1/cases/${caseId}`)).body;

    expect(timeline.slice(-3).map(({ action, about }: Record<string, string>) => [action, about])).toEqual([
      ['paper-opened', '主体负责人·身份证人像面'],
      ['revealed', '主体负责人·手机号码'],
      ['concluded', '主体负责人·手机号码'],
    ]);
  });

  it('is in the history of the case for auditors alone', async () => {
    const { caseId } = await held();
    const actions = async (by: SignedInStaff) =>
      (await room.call(by, `GET /v1/cases/${caseId}`)).body.timeline.map(({ action }: { action: string }) => action);

    await actions(lin);

    expect(await actions(auditor)).toContain('case-opened');
    expect(await actions(lin)).not.toContain('case-opened');
  });
});

describe('a search', () => {
  const search = (by: SignedInStaff, text: string, reason?: string) =>
    room.call(by, 'POST /v1/cases/search', { text, ...(reason && { reason }) });

  it('by a number or a name says why, and names the cases that it found', async () => {
    const { caseId } = await held();

    const silent = await search(lead, ID_NUMBER);
    const said = await search(lead, ID_NUMBER, 'complaint');

    expect([...code(silent), fieldOf(silent)]).toEqual([422, 'request.invalid', 'reason']);
    expect(said.body.cases).toHaveLength(1);
    expect(await last(lead.staffId)).toMatchObject({
      action: 'searched',
      facts: { by: 'organizer,person,phone,name', found: 1, cases: caseId, reason: 'complaint' },
    });
    expect(JSON.stringify(await room.auditReader.entriesOf(lead.staffId))).not.toMatch(`${ID_NUMBER}|${NAME}`);
  });

  it.each(['138.0000.1234', '+86.138.0000.1234', '138\u20240000\u20241234', '0755.26001234'])(
    'by a phone with dots is by a number: it says why, counts, and stops with the day’s searches: %s',
    async (text) => {
      await held();
      const silent = await search(lead, text);
      const said = await search(lead, text, 'complaint');
      const entry = await last(lead.staffId);
      await withLimit(0);
      const late = await search(lead, text, 'complaint');

      expect([...code(silent), fieldOf(silent)]).toEqual([422, 'request.invalid', 'reason']);
      expect([said.body.cases.length, entry?.action]).toEqual([1, 'searched']);
      expect(code(late)).toEqual([429, 'search.too-many']);
    },
  );

  it('by a domain or an order needs no reason and does not count, but stands in the same chain', async () => {
    const { caseId, filingId } = await held();
    await withLimit(0);

    expect((await search(lin, 'yunfan.example')).body.cases).toHaveLength(1);
    expect(await last(lin.staffId)).toMatchObject({ action: 'searched-order', facts: { found: 1, cases: caseId } });
    expect((await search(lin, filingId)).body.cases).toHaveLength(1);
    expect(await room.auditReader.entriesOf(lin.staffId)).toHaveLength(2);
  });
});
