import { randomBytes, randomUUID } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawPhoto } from 'specimens/person.ts';
import { describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { handOvers } from '../../tests/support/database/service-ports.ts';
import { anyFrame, anyVideo, seenIn, similar, siteOwnerAt } from '../../tests/support/pictures/liveness-tries.ts';
import { nextTake } from '../../tests/support/pictures/takes.ts';
import { callerAt, refusalOf, type SeenReply } from '../../tests/support/routes/caller.ts';
import { CONSENT_TEXT_VERSION, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
const owner = await siteOwnerAt(laptop, 'hands over');
const { call, filer, filingId, websiteId } = owner;
const PATH = '/v1/liveness-checks/hand-overs';

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

const newDevice = () => randomBytes(32).toString('base64url');
const MEDIA = {
  photoContentType: 'image/jpeg',
  videoContentType: 'video/mp4',
  consentTextVersion: CONSENT_TEXT_VERSION,
};

/** A link, and what the phone that opens it shows from then on. */
async function handedOver() {
  const { handOverId, token } = (await call('POST', PATH, { filingId, websiteId })).body as {
    handOverId: string;
    token: string;
  };
  return { handOverId, pass: { token, device: newDevice() } };
}

async function stateOf(handOverId: string): Promise<string | undefined> {
  const { body } = await call('GET', `${PATH}?filingId=${filingId}`);
  return (body as { handOvers: { handOverId: string; state: string }[] }).handOvers.find(
    (handedOver) => handedOver.handOverId === handOverId,
  )?.state;
}

/** A check on the other phone whose media have arrived. */
async function recordedBy(pass: object): Promise<string> {
  const take = nextTake();
  const opened = (await phone('/checks', { ...pass, ...MEDIA })).body as {
    checkId: string;
    photo: Parameters<typeof filer.uploadGranted>[0];
    video: Parameters<typeof filer.uploadGranted>[0];
  };
  await filer.uploadGranted(opened.photo, await drawPhoto(take));
  await filer.uploadGranted(opened.video, await anyVideo());
  laptop.cloudApi.failNext('DetectFace', { answer: { FaceInfos: [seenIn(take)] } });
  return opened.checkId;
}

async function applicantOf(id: string): Promise<string> {
  const { sql } = await database();
  const row = await sql.selectFrom('filing').select('applicant_id').where('id', '=', id).executeTakeFirstOrThrow();
  return row.applicant_id;
}

async function fails(pass: object): Promise<SeenReply> {
  const checkId = await recordedBy(pass);
  owner.faceIdSays(similar(20, await anyFrame()), similar(20, await anyFrame()));
  return phone('/verifications', { ...pass, checkId });
}

describe('a liveness check that is handed over', { timeout: 60_000 }, () => {
  it('shows on the other phone for whom it is, masked, and nothing of the filing', async () => {
    const { handOverId, pass } = await handedOver();
    expect(await stateOf(handOverId)).toBe('sent');

    const opened = await phone('/openings', pass);

    expect(opened.body).toEqual({
      state: 'opened',
      purpose: 'filing',
      asker: '周**',
      organizer: '深圳市云帆样例科技有限公司',
      domain: ENTERPRISE.domain,
      siteOwner: '周**',
      consentTextVersion: CONSENT_TEXT_VERSION,
      triesLeft: 3,
      expiresAt: expect.any(String),
    });
    expect(opened.text).not.toContain(filingId);
    expect(await stateOf(handOverId)).toBe('opened');
  });

  it('belongs to the first device that opens it', async () => {
    const { pass } = await handedOver();
    await phone('/openings', pass);

    const again = await phone('/openings', pass);
    const other = await phone('/openings', { ...pass, device: newDevice() });
    const check = await phone('/checks', { ...pass, device: newDevice(), ...MEDIA });

    expect(again.status).toBe(200);
    expect([refusalOf(other), refusalOf(check)]).toEqual(['403 hand-over.other-device', '403 hand-over.other-device']);
  });

  it('is of no use before it was opened, and a wrong token opens nothing', async () => {
    const { pass } = await handedOver();

    const early = await phone('/checks', { ...pass, ...MEDIA });
    const guessed = await phone('/openings', { ...pass, token: 'A'.repeat(22) });

    expect([refusalOf(early), refusalOf(guessed)]).toEqual(['404 hand-over.unknown', '404 hand-over.unknown']);
  });

  it('fails three times on the other phone, and then the link is over', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);

    const tries = [await fails(pass), await fails(pass), await fails(pass)];
    const fourth = await phone('/checks', { ...pass, ...MEDIA });

    expect(tries.map(({ body }) => body)).toMatchObject([
      { state: 'failed', triesLeft: 2 },
      { state: 'failed', triesLeft: 1 },
      { state: 'failed', triesLeft: 0 },
    ]);
    expect(refusalOf(fourth)).toBe('409 hand-over.over');
    expect(await stateOf(handOverId)).toBe('failed');
  });

  it('passes there, is known to whoever files, and keeps the consent of the site owner with name, text and time', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);
    const checkId = await recordedBy(pass);
    const running = await stateOf(handOverId);
    owner.faceIdSays(similar(93, await anyFrame()), similar(91, await anyFrame()));

    const verified = await phone('/verifications', { ...pass, checkId });

    expect(running).toBe('running');
    expect(verified.body).toMatchObject({ checkId, state: 'passed' });
    expect(verified.text).not.toContain(filingId);
    expect(await stateOf(handOverId)).toBe('passed');
    expect((await owner.show(checkId)).state).toBe('passed');
    const onAnyDevice = await call('GET', `/v1/liveness-checks?filingId=${filingId}`);
    expect(onAnyDevice.body).toMatchObject({ checks: [{ checkId, websiteId, state: 'passed' }] });
    expect((await phone('/results', { ...pass, checkId })).body).toEqual(verified.body);
    const kept = (await (await handOvers()).ofFiling(filingId, await applicantOf(filingId))).at(-1);
    expect(kept?.consent).toEqual({
      name: ENTERPRISE.principal.name,
      textVersion: CONSENT_TEXT_VERSION,
      at: expect.any(Date),
    });
  });

  it('ends when the site owner declines', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);

    const silent = await phone('/refusals', pass);
    const declined = await phone('/refusals', { ...pass, reason: 'wrong-person' });

    expect(refusalOf(silent)).toBe('422 request.invalid');
    expect(declined.body).toEqual({ state: 'declined' });
    const { body } = await call('GET', `${PATH}?filingId=${filingId}`);
    const { handOvers: all } = body as { handOvers: readonly { handOverId: string }[] };
    expect(all.find((handOver) => handOver.handOverId === handOverId)).toMatchObject({
      state: 'declined',
      declineReason: 'wrong-person',
      triesLeft: 0,
    });
    expect((await phone('/openings', pass)).body).toMatchObject({ state: 'declined', triesLeft: 0 });
    expect(refusalOf(await phone('/checks', { ...pass, ...MEDIA }))).toBe('409 hand-over.over');
  });

  it('ends when whoever files takes it back, or hands the check over anew', async () => {
    const [first, second] = [await handedOver(), await handedOver()];
    await phone('/openings', second.pass);

    await call('DELETE', `${PATH}/${second.handOverId}`);

    expect([await stateOf(first.handOverId), await stateOf(second.handOverId)]).toEqual(['cancelled', 'cancelled']);
    expect(refusalOf(await phone('/checks', { ...second.pass, ...MEDIA }))).toBe('409 hand-over.over');
  });

  it('ends with the filing that is handed in', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);
    const { sql } = await database();
    const become = (state: 'draft' | 'submitted') =>
      sql.updateTable('filing').set({ state }).where('id', '=', filingId).execute();

    await become('submitted');
    const [late, check] = [await phone('/openings', pass), await phone('/checks', { ...pass, ...MEDIA })];
    const seen = await stateOf(handOverId);
    await become('draft');

    expect(seen).toBe('cancelled');
    expect(late.body).toMatchObject({ state: 'cancelled', triesLeft: 0 });
    expect(refusalOf(check)).toBe('409 hand-over.over');
  });

  it('[A4] begins no other check after its time, while the one that runs may be finished', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);
    const running = await phone('/checks', { ...pass, ...MEDIA });
    const { sql } = await database();
    await sql.updateTable('hand_over').set({ expires_at: new Date() }).where('id', '=', handOverId).execute();

    const another = await phone('/checks', { ...pass, ...MEDIA });
    const shown = await phone('/openings', pass);

    expect([running.status, refusalOf(another)]).toEqual([201, '409 hand-over.over']);
    expect((shown.body as { state: string }).state).toBe('running');
  });

  it('[A4] begins twenty checks and no more: each takes two of the uploads of whoever files', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);
    const { sql } = await database();
    const used = Array.from({ length: 20 }, () => randomUUID());
    await sql.updateTable('hand_over').set({ check_ids: used }).where('id', '=', handOverId).execute();

    expect(refusalOf(await phone('/checks', { ...pass, ...MEDIA }))).toBe('409 hand-over.over');
  });

  it('is nothing to other accounts, and gives the phone no other check', async () => {
    const stranger = await callerAt(laptop, 'stranger');
    const own = (await owner.open()).body as { checkId: string };
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);

    const refusals = [
      await stranger('POST', PATH, { filingId, websiteId }),
      await stranger('GET', `${PATH}?filingId=${filingId}`),
      await stranger('GET', `/v1/liveness-checks?filingId=${filingId}`),
      await stranger('DELETE', `${PATH}/${handOverId}`),
      await call('DELETE', `${PATH}/${randomUUID()}`),
      await phone('/verifications', { ...pass, checkId: own.checkId }),
      await phone('/results', { ...pass, checkId: own.checkId }),
    ];

    expect(refusals.map(refusalOf)).toEqual([
      '404 filing.unknown',
      '404 filing.unknown',
      '404 filing.unknown',
      '404 hand-over.unknown',
      '404 hand-over.unknown',
      '404 liveness.unknown',
      '404 liveness.unknown',
    ]);
    expect(await stateOf(handOverId)).toBe('opened');
  });

  it('lets its phone begin nothing after half an hour, whatever is still running', async () => {
    const { handOverId, pass } = await handedOver();
    await phone('/openings', pass);
    await phone('/checks', { ...pass, ...MEDIA });
    const { sql } = await database();
    await sql
      .updateTable('hand_over')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', handOverId)
      .execute();

    const another = await phone('/checks', { ...pass, ...MEDIA });

    expect(await stateOf(handOverId)).toBe('running');
    expect(refusalOf(another)).toBe('409 hand-over.over');
  });

  it('needs the consent text that is in force', async () => {
    const { pass } = await handedOver();
    await phone('/openings', pass);

    const check = await phone('/checks', { ...pass, ...MEDIA, consentTextVersion: 'older' });

    expect(refusalOf(check)).toBe('422 consent.missing');
  });
});
