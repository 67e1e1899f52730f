import { createHash, randomBytes } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { type Call, callerAt, type ErrorReply, refusalOf, sendTo } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await sharedLaptop();

const forgetCounts = async () => (await database()).sql.deleteFrom('caller_limit').execute();
beforeEach(forgetCounts);

const MOBILE = ENTERPRISE.principal.mobile;
const EMAIL = ENTERPRISE.principal.email;
let numbers = 0;

interface Contacts {
  readonly contacts: readonly { person: string; kind: string; address: string; confirmedAt?: string }[];
}

/** A draft with its principal, and whoever files it. */
async function filing(principal: object = {}) {
  const name = `contacts ${++numbers}`;
  const filer = await laptop.signedIn(name);
  const { filingId, websites } = await openDraft(filer);
  const call = await callerAt(laptop, name);
  const saved = await call('PUT', `/v1/filings/${filingId}/principal`, { ...ENTERPRISE.principal, ...principal });
  expect(saved.status).toBe(200);
  return { call, filingId, path: `/v1/contacts/${filingId}`, websiteId: websites[0]?.websiteId ?? '' };
}

const smsCode = (mobile: string = MOBILE) =>
  /\d{6}/.exec(
    laptop.sms.messages().findLast(({ phone, text }) => phone === `+86${mobile}` && text.includes('验证码为'))?.text ??
      '',
  )?.[0] ?? '';
const mailCode = () =>
  /\d{6}/.exec(laptop.mailbox.messages().findLast(({ to }) => to === EMAIL)?.text ?? '')?.[0] ?? '';
const kindsOf = ({ body }: { readonly body: unknown }) =>
  (body as Contacts).contacts.filter(({ confirmedAt }) => confirmedAt !== undefined).map(({ kind }) => kind);

const principal = (kind: string, more: object = {}) => ({ person: 'principal', kind, ...more });
async function confirmed(call: Call, path: string, kind = 'mobile') {
  await call('POST', `${path}/codes`, principal(kind));
  return call('POST', `${path}/confirmations`, principal(kind, { code: kind === 'email' ? mailCode() : smsCode() }));
}

describe('the contacts of a filing', () => {
  it('are listed masked, and none is confirmed at first', async () => {
    const { call, path } = await filing({ emergencyPhone: '13922230077' });

    const { body } = await call('GET', path);

    expect(body).toEqual({
      contacts: [
        { person: 'principal', kind: 'mobile', address: '138****0017' },
        { person: 'principal', kind: 'emergencyPhone', address: '139****0077' },
        { person: 'principal', kind: 'email', address: expect.stringMatching(/^\w\*{4}@/) },
      ],
      links: [],
    });
  });

  it('are confirmed by a code of their own, by SMS and by mail', async () => {
    const { call, path } = await filing();

    const sent = await call('POST', `${path}/codes`, principal('mobile'));
    const byWrong = await call('POST', `${path}/confirmations`, principal('email', { code: smsCode() }));
    const mobile = await call('POST', `${path}/confirmations`, principal('mobile', { code: smsCode() }));
    const both = await confirmed(call, path, 'email');

    expect(sent).toMatchObject({ status: 202, body: { expiresInSeconds: 300, resendInSeconds: 60 } });
    expect(refusalOf(byWrong)).toBe('409 one-time-code.over');
    expect(kindsOf(mobile)).toEqual(['mobile']);
    expect(kindsOf(both)).toEqual(['mobile', 'email']);
    expect(laptop.mailbox.messages().at(-1)).toMatchObject({
      to: EMAIL,
      subject: '网站备案：验证码',
      text: expect.stringMatching(/^你的验证码为\d{6}，用于确认网站备案的联系方式，5分钟内有效，请勿告诉他人。$/),
    });
  });

  it('are unconfirmed again once they are changed, and confirmed as before when they are changed back', async () => {
    const { call, filingId, path } = await filing();
    await confirmed(call, path);

    const save = (mobile: string) =>
      call('PUT', `/v1/filings/${filingId}/principal`, { ...ENTERPRISE.principal, mobile });
    await save('13922230088');
    const changed = await call('GET', path);
    await save(`+86 ${MOBILE}`);
    const again = await call('GET', path);

    expect(kindsOf(changed)).toEqual([]);
    expect(kindsOf(again)).toEqual(['mobile']);
  });

  it('confirm the address that the code was sent to, whatever was typed meanwhile', async () => {
    const { call, filingId, path } = await filing();
    await call('POST', `${path}/codes`, principal('mobile'));
    await call('PUT', `/v1/filings/${filingId}/principal`, { ...ENTERPRISE.principal, mobile: '13922230089' });

    const reply = await call('POST', `${path}/confirmations`, principal('mobile', { code: smsCode() }));

    expect(reply.status).toBe(200);
    expect(kindsOf(reply)).toEqual([]);
  });

  it('warn before a submission while they are unconfirmed, never block it, and stop warning when confirmed', async () => {
    const { call, filingId, path } = await filing();
    const warnings = async () => {
      const { body } = await call('GET', `/v1/filings/${filingId}/preview`);
      const { findings } = body as { findings: readonly { ruleId: string; severity: string; field: string }[] };
      return findings
        .filter(({ ruleId }) => ruleId.startsWith('CT-'))
        .map(({ ruleId, severity, field }) => `${ruleId} ${severity} ${field}`);
    };

    const before = await warnings();
    await confirmed(call, path);
    const between = await warnings();
    await confirmed(call, path, 'email');

    expect(before).toEqual(['CT-90 warn principal.mobile']);
    expect(between).toEqual(['CT-91 warn principal.email']);
    expect(await warnings()).toEqual([]);
  });

  it('are confirmed already where somebody signed in by that number', async () => {
    const { call, filingId, path } = await filing();
    await call('POST', '/v1/sessions/phone-links/codes', { mobile: MOBILE });
    await call('POST', '/v1/sessions/phone-links', { code: smsCode() });

    expect(kindsOf(await call('GET', path))).toEqual(['mobile']);
    await call('POST', '/v1/sessions/phone-links/ends');
    expect(kindsOf(await call('GET', path))).toEqual([]);
    expect(filingId).toBeDefined();
  });

  it('take a mailbox as it is typed on a Chinese keyboard', async () => {
    const { call, path } = await filing({ email: EMAIL.replace('@', '＠').replace(/\.(?=[a-z]+$)/, '。') });

    expect(kindsOf(await confirmed(call, path, 'email'))).toEqual(['email']);
  });

  it('say so when the mailbox does not exist, and when there is no such contact', async () => {
    const { call, path, websiteId } = await filing({ email: 'nobody@example.com' });
    laptop.mailbox.remove('nobody@example.com');

    const unreachable = await call('POST', `${path}/codes`, principal('email'));
    const missing = await call('POST', `${path}/codes`, { person: `site-owner:${websiteId}`, kind: 'mobile' });

    expect([refusalOf(unreachable), refusalOf(missing)]).toEqual([
      '422 one-time-code.unreachable',
      '404 contact.unknown',
    ]);
  });

  it('have limits for each address, from however many filings', async () => {
    const [one, other] = [await filing(), await filing()];
    await one.call('POST', `${one.path}/codes`, principal('mobile'));

    const reply = await other.call('POST', `${other.path}/codes`, principal('mobile'));

    expect(refusalOf(reply)).toBe('429 one-time-code.too-many');
  });

  it('are nobody else’s', async () => {
    const { path } = await filing();
    const stranger = await callerAt(laptop, 'a stranger to contacts');

    const replies = [
      await stranger('GET', path),
      await stranger('POST', `${path}/codes`, principal('mobile')),
      await stranger('POST', `${path}/confirmations`, principal('mobile', { code: '004217' })),
      await stranger('POST', `${path}/links`, { person: 'principal', digest: 'A'.repeat(43) }),
    ];

    expect(replies.map(refusalOf)).toEqual(Array(4).fill('404 filing.unknown'));
  });
});

describe('a link to the person', () => {
  const asStranger = (path: string, body: unknown) => sendTo(laptop, 'POST', `/v1/contact-links/${path}`, { body });

  async function linked() {
    const own = await filing();
    const token = randomBytes(32).toString('base64url');
    const digest = createHash('sha256').update(token).digest('base64url');
    const made = await own.call('POST', `${own.path}/links`, { person: 'principal', digest });
    return { ...own, token, digest, made };
  }

  it('shows what it is about, masked, without a sign-in, and holds nothing of the filer', async () => {
    const { token, digest, made } = await linked();

    const opened = await asStranger('openings', { token });
    const byDigest = await asStranger('openings', { token: digest });

    expect(made.body).toEqual({ expiresAt: expect.any(String) });
    expect(opened.body).toMatchObject({
      domains: [ENTERPRISE.domain],
      name: `${ENTERPRISE.principal.name[0]}**`,
      contacts: [{ kind: 'mobile', address: '138****0017' }, { kind: 'email' }],
    });
    expect(refusalOf(byDigest)).toBe('404 contact-link.over');
  });

  it('lets them confirm their own contacts, and the filer sees it', async () => {
    const { call, path, token } = await linked();

    await asStranger('codes', { token, kind: 'mobile' });
    const byFiler = await call('POST', `${path}/confirmations`, principal('mobile', { code: smsCode() }));
    const reply = await asStranger('confirmations', { token, kind: 'mobile', code: smsCode() });

    expect(refusalOf(byFiler)).toBe('409 one-time-code.over');
    expect(kindsOf(reply)).toEqual(['mobile']);
    expect(kindsOf(await call('GET', path))).toEqual(['mobile']);
  });

  it('dies after three wrong codes, also for the right one', async () => {
    const { token } = await linked();
    await asStranger('codes', { token, kind: 'mobile' });
    const code = smsCode() === '000000' ? '000001' : '000000';

    const replies = [];
    for (let index = 0; index < 3; index += 1)
      replies.push(refusalOf(await asStranger('confirmations', { token, kind: 'mobile', code })));
    const right = await asStranger('confirmations', { token, kind: 'mobile', code: smsCode() });

    expect(replies).toEqual(Array(3).fill('401 one-time-code.wrong'));
    expect(refusalOf(right)).toBe('404 contact-link.over');
  });

  it('dies after a day, with the next link, and with its filing that is handed in or ends', async () => {
    const [late, replaced, ended, handedIn] = [await linked(), await linked(), await linked(), await linked()];
    const { sql } = await database();
    await sql
      .updateTable('contact_link')
      .set({ expires_at: new Date() })
      .where('filing_id', '=', late.filingId)
      .execute();
    await replaced.call('POST', `${replaced.path}/links`, { person: 'principal', digest: 'B'.repeat(43) });
    await ended.call('POST', `/v1/submissions/${ended.filingId}/abandonment`);

    await sql.updateTable('filing').set({ state: 'submitted' }).where('id', '=', handedIn.filingId).execute();

    const refusals = [refusalOf(await asStranger('openings', { token: replaced.token }))];
    for (const { token } of [late, ended, handedIn])
      refusals.push(refusalOf(await asStranger('codes', { token, kind: 'mobile' })));
    const shown = [];
    for (const { token } of [late, ended, handedIn]) shown.push((await asStranger('openings', { token })).body);
    const listed = await handedIn.call('GET', handedIn.path);
    const again = await handedIn.call('POST', `${handedIn.path}/links`, {
      person: 'principal',
      digest: 'C'.repeat(43),
    });

    expect(refusals).toEqual(Array(4).fill('404 contact-link.over'));
    expect(shown).toMatchObject([
      { state: 'expired', contacts: [] },
      { state: 'cancelled', contacts: [] },
      { state: 'cancelled', contacts: [] },
    ]);
    expect(listed.body).toMatchObject({ links: [{ person: 'principal', state: 'cancelled' }] });
    expect(refusalOf(again)).toBe('409 filing.wrong-state');
    const lifeMs = Date.parse((late.made.body as { expiresAt: string }).expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(23 * 3_600_000);
    expect(lifeMs).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('tells whoever files that it was opened, and declined and why; then no code can be had by it', async () => {
    const { call, path, token } = await linked();
    const links = async () => ((await call('GET', path)).body as { links: unknown }).links;
    const before = await links();
    await asStranger('openings', { token });
    const opened = await links();

    const silent = await asStranger('refusals', { token });
    const declined = await asStranger('refusals', { token, reason: 'unknown-asker' });

    expect(before).toMatchObject([{ person: 'principal', state: 'sent' }]);
    expect(opened).toMatchObject([{ person: 'principal', state: 'opened' }]);
    expect(refusalOf(silent)).toBe('422 request.invalid');
    expect(declined.body).toEqual({ state: 'declined' });
    expect(await links()).toMatchObject([{ state: 'declined', declineReason: 'unknown-asker' }]);
    expect(refusalOf(await asStranger('codes', { token, kind: 'mobile' }))).toBe('404 contact-link.over');
    expect(refusalOf(await asStranger('refusals', { token, reason: 'unwilling' }))).toBe('404 contact-link.over');
    expect((await asStranger('openings', { token })).body).toMatchObject({ state: 'declined', contacts: [] });
  });

  it('has a token of its own: one that another link has is refused, for this person again it is not', async () => {
    const { call, path, digest, websiteId, filingId } = await linked();
    await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}/site-owner`, ENTERPRISE.principal);
    const other = await filing();
    const link = (by: typeof other.call, to: string, person: string) => by('POST', `${to}/links`, { person, digest });

    const again = await link(call, path, 'principal');
    const forOther = await link(call, path, `site-owner:${websiteId}`);
    const inOther = await link(other.call, other.path, 'principal');

    expect(again.status).toBe(201);
    expect([refusalOf(forOther), refusalOf(inOther)]).toEqual(['422 request.invalid', '422 request.invalid']);
    expect((inOther.body as ErrorReply).error.facts).toEqual({
      fields: [{ field: 'digest', message: '这个令牌已用于另一个链接，请刷新页面后重新发送链接。' }],
    });
  });

  it('is stored as its hash, and never in a log line', async () => {
    const { token } = await linked();
    await asStranger('openings', { token });

    const rows = await (await database()).sql.selectFrom('contact_link').selectAll().execute();

    expect(rows.some(({ token_hash }) => token_hash.toString('base64url') === token)).toBe(false);
    expect(log.texts.join('\n')).not.toContain(token);
  });

  it('is told what is missing when it was cut off', async () => {
    const { body } = await asStranger('openings', { token: 'short' });

    expect((body as ErrorReply).error.facts).toEqual({
      fields: [{ field: 'token', message: '链接不完整，请重新打开收到的链接。' }],
    });
  });
});
