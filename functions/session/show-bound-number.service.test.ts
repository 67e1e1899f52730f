import { describe, expect, it } from 'vitest';
import { createContacts } from '../../shared/adapters/postgres/accounts/contacts.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { refusalOf, sendTo } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';
import { composed } from '../../tools/service-ports.ts';

const { laptop, log } = await sharedLaptop();

const MOBILE = '13822230017';

/** The code of the phone number button, which a person has tapped. */
async function tapped(): Promise<string> {
  const response = await fetch(`${laptop.addresses.wechat}/laptop/phone?number=${MOBILE}`);
  return ((await response.json()) as { code: string }).code;
}

async function tokenOf(name: string): Promise<string> {
  const body = { code: await laptop.loginCode(name) };
  const reply = await sendTo(laptop, 'POST', '/v1/sessions', { body });
  return (reply.body as { token: string }).token;
}

const ask = (code: string, token?: string) =>
  sendTo(laptop, 'POST', '/v1/sessions/bound-numbers', { body: { code }, token });

describe('the number that is bound to WeChat', () => {
  it('is masked in the reply and the log, and in full in a view', async () => {
    const reply = await ask(await tapped(), await tokenOf('林小满'));

    const { mobile, view } = reply.body as { mobile: string; view: { url: string } };
    expect([reply.status, mobile]).toEqual([200, '138****0017']);
    expect(await (await fetch(view.url)).json()).toEqual({ mobile: MOBILE });
    expect(log.texts.filter((line) => line.includes(MOBILE))).toEqual([]);
  });

  it('counts as confirmed in the filing that it is for, and in nobody else’s', async () => {
    const { filingId } = await filledDraft(await laptop.signedIn('who shares'));
    const body = { code: await tapped(), filingId };
    const post = (token: string) => sendTo(laptop, 'POST', '/v1/sessions/bound-numbers', { body, token });

    expect(refusalOf(await post(await tokenOf('another')))).toBe('404 filing.unknown');
    expect((await post(await tokenOf('who shares'))).status).toBe(200);
    expect(await (await composed(createContacts)()).confirmed(filingId, [MOBILE, '13822230018'])).toMatchObject([
      { address: MOBILE },
    ]);
  });

  it('is told once for each tap, and only to whoever is signed in', async () => {
    const [code, token] = [await tapped(), await tokenOf('林小满')];
    await ask(code, token);

    expect(refusalOf(await ask(code, token))).toBe('422 bound-number.unknown');
    expect(refusalOf(await ask(await tapped()))).toBe('401 session.missing');
  });
});
