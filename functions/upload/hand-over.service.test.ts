import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { drawIdBack, drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { documentHandOvers } from '../../tests/support/database/service-ports.ts';
import { type Call, callerAt, refusalOf, type SeenReply } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, eligibleInput, openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';
import type { Filer, Grant } from '../../tools/walk/filer.ts';

const { laptop } = await sharedLaptop();
const PATH = '/v1/uploads/hand-overs';
/** Not even a picture of a card: refused without a reading. */
const TOO_SMALL = await sharp({ create: { width: 200, height: 120, channels: 3, background: '#fff' } })
  .jpeg()
  .toBuffer();
const SCANNED = await sharp({ create: { width: 1000, height: 1400, channels: 3, background: '#eee' } })
  .composite([{ input: { text: { text: '承诺书', dpi: 400 } } }])
  .jpeg()
  .toBuffer();

/** A phone on which nobody is signed in. */
async function phone(path: string, body: unknown): Promise<SeenReply> {
  const response = await fetch(`${laptop.addresses.gateway}${PATH}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

interface Pass {
  readonly token: string;
  readonly device: string;
}
const newDevice = () => randomBytes(32).toString('base64url');

/** A person who has consented and, unless it is before one, opened a filing. */
async function filerAt(name: string, when: 'in a filing' | 'before one' = 'in a filing') {
  const filer = await laptop.signedIn(name);
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  const call = await callerAt(laptop, name);
  const filingId = when === 'in a filing' ? (await openDraft(filer)).filingId : undefined;
  return { filer, call, filingId };
}

interface What {
  readonly filingId?: string | undefined;
  readonly kinds: readonly string[];
  readonly subject: string;
  readonly isForOther?: boolean;
}

/** A link that a phone has opened. */
async function handedOver(call: Call, what: What) {
  const reply = await call('POST', PATH, { isForOther: false, ...what });
  const { handOverId, token } = reply.body as { handOverId: string; token: string };
  const pass: Pass = { token, device: newDevice() };
  return { handOverId, pass, opened: await phone('/openings', pass) };
}

const wish = (kind: string, bytes: Buffer) => ({ kind, contentType: 'image/jpeg', bytes: bytes.length });

/** Sends a picture from the phone, and waits until it is ready or refused. */
async function sent(filer: Filer, pass: Pass, kind: string, bytes: Buffer, more: object = {}): Promise<SeenReply> {
  const granted = await phone('/grants', { ...pass, ...wish(kind, bytes), ...more });
  const grant = granted.body as Grant;
  await filer.uploadGranted(grant, bytes).catch(() => {});
  return phone('/documents', { ...pass, documentId: grant.documentId });
}

interface Shown {
  readonly handOverId: string;
  readonly state: string;
  readonly triesLeft: number;
  readonly documents: readonly { documentId: string; kind: string; state: string }[];
}
async function shownOf(call: Call, handOverId: string, filingId?: string): Promise<Shown | undefined> {
  const { body } = await call('GET', filingId === undefined ? PATH : `${PATH}?filingId=${filingId}`);
  return (body as { handOvers: Shown[] }).handOvers.find((handedOver) => handedOver.handOverId === handOverId);
}
const stateOf = (reply: SeenReply) => (reply.body as { state: string }).state;

describe('a card that another phone photographs', { timeout: 120_000 }, () => {
  it('arrives in the filing of whoever handed it over; the phone sees for whom, masked, and no value', async () => {
    const { filer, call, filingId } = await filerAt('hands over a letter');
    await filer.saveOrganizer(filingId ?? '', ENTERPRISE.organizer);
    const { handOverId, pass, opened } = await handedOver(call, {
      filingId,
      kinds: ['name-change-proof'],
      subject: 'organizer',
    });
    const before = await shownOf(call, handOverId, filingId);

    const letter = await sent(filer, pass, 'name-change-proof', SCANNED);

    expect(opened.body).toEqual({
      state: 'opened',
      kinds: ['name-change-proof'],
      organizer: '深圳市云帆样例科技有限公司',
      organizerKind: 'enterprise',
      domain: ENTERPRISE.domain,
      isForOther: false,
      consentTextVersion: CONSENT_TEXT_VERSION,
      documents: [],
      triesLeft: 3,
      expiresAt: expect.any(String),
    });
    expect([before?.state, opened.text.includes(filingId ?? '')]).toEqual(['opened', false]);
    expect(letter.body).toEqual({
      documentId: expect.any(String),
      kind: 'name-change-proof',
      state: 'ready',
      findings: expect.any(Array),
    });
    const { documentId } = letter.body as { documentId: string };
    expect(await shownOf(call, handOverId, filingId)).toMatchObject({
      state: 'passed',
      documents: [{ documentId, kind: 'name-change-proof', state: 'ready' }],
    });
    expect((await call('GET', `/v1/uploads/${documentId}`)).body).toMatchObject({ filingId, state: 'ready' });
    expect(refusalOf(await phone('/grants', { ...pass, ...wish('name-change-proof', SCANNED) }))).toBe(
      '409 hand-over.over',
    );
  });

  it('counts the back where the front is asked as a try, says so, and takes the front then', async () => {
    const { filer, call } = await filerAt('confused', 'before one');
    const what = { kinds: ['id-front'], subject: 'principal' };
    const { handOverId, pass, opened } = await handedOver(call, what);

    const back = await sent(filer, pass, 'id-front', await drawIdBack(INDIVIDUAL.idCard));
    const afterBack = await shownOf(call, handOverId);
    const front = await sent(
      filer,
      pass,
      'id-front',
      await drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait() }),
    );

    expect(opened.body).not.toHaveProperty('organizer');
    expect([stateOf(back), JSON.stringify(back.body)]).toEqual([
      'refused',
      expect.stringContaining('证件的正反面传反了'),
    ]);
    expect([afterBack?.state, afterBack?.triesLeft]).toEqual(['opened', 2]);
    expect([stateOf(front), front.text.includes('fields')]).toEqual(['ready', false]);
    expect((await shownOf(call, handOverId))?.state).toBe('passed');
  });

  it('is over after three refused pictures: there is no fourth try', async () => {
    const { filer, call } = await filerAt('three tries', 'before one');
    const { handOverId, pass } = await handedOver(call, { kinds: ['id-front', 'id-back'], subject: 'principal' });

    const tries = [];
    for (const kind of ['id-front', 'id-back', 'id-front']) tries.push(await sent(filer, pass, kind, TOO_SMALL));
    const fourth = await phone('/grants', { ...pass, ...wish('id-front', TOO_SMALL) });

    expect(tries.map(stateOf)).toEqual(['refused', 'refused', 'refused']);
    expect(refusalOf(fourth)).toBe('409 hand-over.over');
    expect((await shownOf(call, handOverId))?.state).toBe('failed');
  });

  it('begins ten uploads at most, whether their files come or not', async () => {
    const { call } = await filerAt('lost networks', 'before one');
    const { pass } = await handedOver(call, { kinds: ['id-front'], subject: 'principal' });

    const replies = [];
    for (let turn = 0; turn < 11; turn += 1)
      replies.push(await phone('/grants', { ...pass, ...wish('id-front', TOO_SMALL) }));

    expect(replies.map(({ status }) => status)).toEqual([...Array(10).fill(201), 409]);
  });

  it('takes nothing else than was asked for', async () => {
    const { call, filingId } = await filerAt('one kind');
    const { pass } = await handedOver(call, { filingId, kinds: ['id-front'], subject: 'principal' });

    const replies = [
      await phone('/grants', { ...pass, ...wish('id-back', TOO_SMALL) }),
      await phone('/grants', { ...pass, ...wish('id-front', TOO_SMALL), contentType: 'video/mp4' }),
      await call('POST', PATH, {
        filingId,
        kinds: ['id-front', 'business-licence'],
        subject: 'principal',
        isForOther: false,
      }),
      await call('POST', PATH, { filingId, kinds: ['liveness-photo'], subject: 'principal', isForOther: false }),
      await call('POST', PATH, { kinds: ['name-change-proof'], subject: 'organizer', isForOther: false }),
    ];

    expect(replies.map(refusalOf)).toEqual([
      '422 request.invalid',
      '422 upload.type',
      '422 request.invalid',
      '422 request.invalid',
      '422 upload.filing-missing',
    ]);
    expect(replies[0]?.text).toContain('这个链接只用来拍身份证人像面。');
  });
});

describe('the link', () => {
  it('belongs to the first device, is of no use before it is opened, and can’t be guessed', async () => {
    const { call } = await filerAt('forwarded', 'before one');
    const reply = await call('POST', PATH, { kinds: ['id-front'], subject: 'principal', isForOther: false });
    const pass = { token: (reply.body as { token: string }).token, device: newDevice() };
    const early = await phone('/grants', { ...pass, ...wish('id-front', TOO_SMALL) });
    await phone('/openings', pass);
    const thief = { ...pass, device: newDevice() };

    const replies = [
      await phone('/openings', thief),
      await phone('/grants', { ...thief, ...wish('id-front', TOO_SMALL) }),
      await phone('/refusals', { ...thief, reason: 'unwilling' }),
      await phone('/openings', { ...pass, token: 'A'.repeat(22) }),
    ];

    expect(refusalOf(early)).toBe('404 hand-over.unknown');
    expect(replies.map(refusalOf)).toEqual([
      '403 hand-over.other-device',
      '403 hand-over.other-device',
      '403 hand-over.other-device',
      '404 hand-over.unknown',
    ]);
    expect((await phone('/openings', pass)).status).toBe(200);
  });

  it('opens no liveness check, and that of a check no upload', async () => {
    const { call, filingId } = await filerAt('two kinds of links');
    const { pass } = await handedOver(call, { filingId, kinds: ['id-front'], subject: 'principal' });

    const asCheck = await fetch(`${laptop.addresses.gateway}/v1/liveness-checks/hand-overs/openings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(pass),
    });

    expect(asCheck.status).toBe(404);
  });

  it('is nothing to other accounts', async () => {
    const { call, filingId } = await filerAt('owner of a link');
    const other = (await filerAt('other account', 'before one')).call;
    const { handOverId } = await handedOver(call, { filingId, kinds: ['id-front'], subject: 'principal' });

    const replies = [
      await other('POST', PATH, { filingId, kinds: ['id-front'], subject: 'principal', isForOther: false }),
      await other('GET', `${PATH}?filingId=${filingId}`),
      await other('DELETE', `${PATH}/${handOverId}`),
      await call('DELETE', `${PATH}/${randomUUID()}`),
    ];

    expect(replies.map(refusalOf)).toEqual([
      '404 filing.unknown',
      '404 filing.unknown',
      '404 hand-over.unknown',
      '404 hand-over.unknown',
    ]);
    expect((await other('GET', PATH)).body).toEqual({ handOvers: [] });
  });

  it('shows only the documents that its phone has sent', async () => {
    const { filer, call } = await filerAt('own pictures', 'before one');
    const own = await call('POST', '/v1/uploads', { ...wish('id-front', TOO_SMALL), subject: 'principal' });
    const { pass } = await handedOver(call, { kinds: ['id-back'], subject: 'principal' });
    await sent(filer, pass, 'id-back', TOO_SMALL);

    const foreign = await phone('/documents', {
      ...pass,
      ...(own.body as { documentId: string } & object),
      post: undefined,
      put: undefined,
      expiresAt: undefined,
    });

    expect(refusalOf(foreign)).toBe('404 upload.unknown');
    expect((await phone('/openings', pass)).body).toMatchObject({ documents: [{ kind: 'id-back', state: 'refused' }] });
  });

  it('ends when it is taken back: the file that a phone still sends then is deleted, and belongs to nothing', async () => {
    const { filer, call, filingId } = await filerAt('takes back');
    const { handOverId, pass } = await handedOver(call, {
      filingId,
      kinds: ['name-change-proof'],
      subject: 'organizer',
    });
    const grant = (await phone('/grants', { ...pass, ...wish('name-change-proof', SCANNED) })).body as Grant;

    const cancelled = await call('DELETE', `${PATH}/${handOverId}`);
    await filer.uploadGranted(grant, SCANNED).catch(() => {});

    expect(cancelled.body).toEqual({ state: 'cancelled' });
    expect((await shownOf(call, handOverId, filingId))?.state).toBe('cancelled');
    expect(refusalOf(await phone('/grants', { ...pass, ...wish('name-change-proof', SCANNED) }))).toBe(
      '409 hand-over.over',
    );
    expect(refusalOf(await call('GET', `/v1/uploads/${grant.documentId}`))).toBe('404 upload.unknown');
  });

  it('ends with the filing that takes no picture any more', async () => {
    const { call, filingId } = await filerAt('has handed in');
    const { pass, opened } = await handedOver(call, { filingId, kinds: ['name-change-proof'], subject: 'organizer' });

    const { sql } = await database();
    await sql
      .updateTable('filing')
      .set({ state: 'submitted' })
      .where('id', '=', filingId ?? '')
      .execute();

    expect(opened.body).toMatchObject({ state: 'opened' });
    expect((await phone('/openings', pass)).body).toMatchObject({ state: 'cancelled', triesLeft: 0 });
    expect((await call('GET', `${PATH}?filingId=${filingId}`)).body).toMatchObject({
      handOvers: [{ state: 'cancelled' }],
    });
    expect(refusalOf(await phone('/grants', { ...pass, ...wish('name-change-proof', SCANNED) }))).toBe(
      '409 hand-over.over',
    );
  });

  it('ends with the next link for the same document, when its phone declines, and in time', async () => {
    const { call } = await filerAt('ends', 'before one');
    const what = { kinds: ['id-front', 'id-back'], subject: 'principal' };
    const first = await handedOver(call, what);
    const second = await handedOver(call, { ...what, kinds: ['id-back'] });
    const declined = await phone('/refusals', { ...second.pass, reason: 'unknown-asker' });
    const third = await handedOver(call, what);
    const { sql } = await database();
    await sql
      .updateTable('hand_over')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', third.handOverId)
      .execute();

    const states = [];
    for (const { handOverId } of [first, second, third]) states.push((await shownOf(call, handOverId))?.state);
    const late = [];
    for (const { pass } of [first, second, third])
      late.push(refusalOf(await phone('/grants', { ...pass, ...wish('id-back', TOO_SMALL) })));

    expect(declined.body).toEqual({ state: 'declined' });
    expect(states).toEqual(['cancelled', 'declined', 'expired']);
    expect(await shownOf(call, second.handOverId)).toMatchObject({ declineReason: 'unknown-asker', triesLeft: 0 });
    expect(late).toEqual(['409 hand-over.over', '409 hand-over.over', '409 hand-over.over']);
  });
});

describe('the life of a link', () => {
  it.each([
    ['half an hour for a phone beside the screen', false, 30],
    ['a day for somebody elsewhere', true, 24 * 60],
  ])('is %s', async (_, isForOther, minutes) => {
    const { call } = await filerAt(`lives ${minutes}`, 'before one');
    const before = Date.now();

    const { body } = await call('POST', PATH, { kinds: ['id-front'], subject: 'principal', isForOther });

    const lifeMs = Date.parse((body as { expiresAt: string }).expiresAt) - before;
    expect(Math.round(lifeMs / 60_000)).toBe(minutes);
  });
});

describe('consent', () => {
  it('is not asked of somebody else for a licence, which is nobody’s own', async () => {
    const { filer, call } = await filerAt('asks for a licence', 'before one');
    const { pass } = await handedOver(call, { kinds: ['business-licence'], subject: 'organizer', isForOther: true });

    const taken = await phone('/grants', { ...pass, ...wish('business-licence', TOO_SMALL) });

    expect(filer).toBeDefined();
    expect(taken.status).toBe(201);
  });

  it('is asked of somebody else on their phone, and is kept with name, text and time', async () => {
    const { filer, call, filingId } = await filerAt('asks the principal');
    const what = { filingId, kinds: ['id-front'], subject: 'principal', isForOther: true };
    const { handOverId, pass } = await handedOver(call, what);
    const wanted = { ...pass, ...wish('id-front', TOO_SMALL) };

    const without = [
      await phone('/grants', wanted),
      await phone('/grants', { ...wanted, consent: { name: '梁晓舟', textVersion: 'older' } }),
      await phone('/grants', { ...wanted, consent: { name: '　', textVersion: CONSENT_TEXT_VERSION } }),
    ];
    const consent = { name: '梁晓舟', textVersion: CONSENT_TEXT_VERSION };
    const with_ = await sent(filer, pass, 'id-front', TOO_SMALL, { consent });

    expect(without.map(refusalOf)).toEqual(['422 consent.missing', '422 consent.missing', '422 consent.missing']);
    expect(stateOf(with_)).toBe('refused');
    const { accountId } = await filer.call('listCodes', {});
    const kept = (await (await documentHandOvers()).ofAccount(accountId, filingId)).find(({ id }) => id === handOverId);
    expect(kept?.consent).toEqual({ ...consent, at: expect.any(Date) });
  });

  it('of whoever files must be in force as well', async () => {
    const { call } = await filerAt('withdraws', 'before one');
    const { pass } = await handedOver(call, { kinds: ['id-front'], subject: 'principal' });

    await call('DELETE', '/v1/me/consents');

    expect(refusalOf(await phone('/grants', { ...pass, ...wish('id-front', TOO_SMALL) }))).toBe('422 consent.missing');
    expect(refusalOf(await call('POST', PATH, { kinds: ['id-front'], subject: 'principal', isForOther: false }))).toBe(
      '422 consent.missing',
    );
  });
});

describe('a link from before the filing', { timeout: 120_000 }, () => {
  it('goes into the filing with its certificate, and what is sent later goes there, too', async () => {
    const { filer, call } = await filerAt('from the first step', 'before one');
    const what = { kinds: ['id-front', 'id-back'], subject: 'principal', isForOther: true };
    const { handOverId, pass } = await handedOver(call, what);
    const consent = { name: '梁晓舟', textVersion: CONSENT_TEXT_VERSION };
    const front = await sent(
      filer,
      pass,
      'id-front',
      await drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait() }),
      {
        consent,
      },
    );
    const { documentId } = front.body as { documentId: string };
    const { ticket } = await filer.checkEligibility(eligibleInput('individual'));

    const { filingId } = await filer.openFiling(ticket, CONSENT_TEXT_VERSION, [documentId]);
    const back = await sent(filer, pass, 'id-back', TOO_SMALL, { consent });

    expect(await shownOf(call, handOverId)).toBeUndefined();
    expect(await shownOf(call, handOverId, filingId)).toMatchObject({
      documents: [
        { documentId, kind: 'id-front', state: 'ready' },
        { documentId: (back.body as { documentId: string }).documentId, kind: 'id-back', state: 'refused' },
      ],
    });
  });
});
