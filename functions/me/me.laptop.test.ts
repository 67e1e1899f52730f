import { strFromU8, unzipSync } from 'fflate';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { createAccountErasure } from '../../shared/application/account-erasure.ts';
import { createForgetting } from '../../shared/application/forgetting.ts';
import { createOpenChecks } from '../../shared/application/open-checks.ts';
import { createViews } from '../../shared/application/views.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testCos } from '../../tests/support/database/cos-under-test.ts';
import { objectStoreOn } from '../../tests/support/database/object-store.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { SETTINGS } from '../../tests/support/filings/filing-cases.ts';
import { draftFiling, filingIn } from '../../tests/support/filings/filings.ts';
import { giveConsent, withdrawConsent } from './consent.ts';
import { eraseMe } from './erase-me.ts';
import { exportData } from './export-data.ts';
import { drawPage } from './personal-data-page.ts';
import { showMe } from './show-me.ts';

const clock = testClock('2026-11-24T02:00:00Z');

const { test, instance } = await testInstance(clock);
const cos = await testCos();
const objectStore = objectStoreOn(cos);

const ports = () => ({
  ...instance,
  clock,
  objectStore,
  accountErasure: createAccountErasure(instance),
  forgetting: createForgetting(instance.erasure, objectStore),
  openChecks: createOpenChecks({ ...instance, objectStore }),
  views: createViews(objectStore, instance.viewFiles, clock, instance.ids),
  settings: SETTINGS,
});
const actionsOf = async (actorId: string) => (await instance.auditTrail.entriesOf(actorId)).map(({ action }) => action);

describe('exporting', () => {
  it('returns everything that was filled in, as a page and as JSON, and is audited', async () => {
    const { applicantId } = await draftFiling(instance);
    await instance.consents.give(applicantId, '2026-11');

    const { data } = await exportData({ applicantId }, ports());

    const response = await fetch(data.url);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(response.headers.get('content-disposition')).toContain('personal-data.zip');
    expect(Object.keys(files)).toEqual(['personal-data.html', 'personal-data.json']);
    for (const file of Object.values(files)) {
      expect(strFromU8(file)).toContain(ENTERPRISE.principal.idNumber);
      expect(strFromU8(file)).toContain(ENTERPRISE.principal.mobile);
    }
    expect(JSON.parse(strFromU8(files['personal-data.json'] as Uint8Array))).toMatchObject({
      账号: { 编号: applicantId },
      同意记录: [{ textVersion: '2026-11', givenAt: '2026-11-24T02:00:00.000Z' }],
      备案: [{ 状态: '草稿', 内容: { principal: { name: ENTERPRISE.principal.name } } }],
    });
    expect(await actionsOf(applicantId)).toEqual(['data.exported']);
  });

  it('contains nothing about anybody else', async () => {
    await draftFiling(instance);
    const { accountId } = await instance.accounts.signIn('stranger');

    const { data } = await exportData({ applicantId: accountId }, ports());

    const files = unzipSync(new Uint8Array(await (await fetch(data.url)).arrayBuffer()));
    expect(JSON.parse(strFromU8(files['personal-data.json'] as Uint8Array))).toMatchObject({ 备案: [] });
  });
});

describe('the page', () => {
  it('shows values as text, whatever they contain', () => {
    const page = drawPage({ 名称: '<script>alert("1")</script> & \'co\'' });

    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;');
    expect(page).not.toContain('<script>');
  });

  it('says 无 for missing values', () => {
    expect(drawPage({ 备案: [], 备注: '', 时间: null })).toContain(
      '<dl>\n<dt>备案</dt><dd>无</dd>\n<dt>备注</dt><dd>无</dd>\n<dt>时间</dt><dd>无</dd>\n</dl>',
    );
  });
});

describe('erasing', () => {
  it.each(['draft', 'submitted', 'returned', 'authority-review', 'approved'] as const)(
    'is refused while a filing is in state %s, and erases nothing',
    async (state) => {
      const { applicantId, filingId } = await filingIn(instance, state);

      const shown = await showMe({ applicantId }, ports());
      const erasing = eraseMe({ applicantId }, ports());

      await expect(erasing).rejects.toMatchObject({ refusal: 'account.active-filing', facts: { activeFilings: 1 } });
      expect(shown).toMatchObject({ erasable: false, activeFilings: 1 });
      expect((await instance.filings.findOwn(filingId, applicantId)).contents.principal).toBeDefined();
    },
  );

  it('leaves only ids, states and times, and the person is new when they sign in again', async () => {
    const openid = 'o-to-be-erased';
    const { accountId: applicantId } = await instance.accounts.signIn(openid);
    const own = await filingIn(instance, 'abandoned');
    await test.query('update filing set applicant_id = $1 where id = $2', [applicantId, own.filingId]);
    const key = `incoming/id-front/${instance.ids.secret()}`;
    await objectStore.write(key, Buffer.from('a picture'), 'image/jpeg');
    await instance.documents.create(
      {
        id: instance.ids.uuid(),
        applicantId,
        filingId: own.filingId,
        kind: 'id-front',
        subject: 'principal',
        contentType: 'image/jpeg',
        maxBytes: 1,
        incomingKey: key,
      },
      { grants: 10, bytes: 10 },
    );
    await instance.consents.give(applicantId, '2026-11');

    const outcome = await eraseMe({ applicantId }, ports());

    expect(outcome).toEqual({ erasedFilings: 1 });
    expect(await objectStore.look(key)).toBeUndefined();
    expect(await instance.documents.ofFiling(own.filingId)).toEqual([]);
    expect((await instance.filings.findOwn(own.filingId, applicantId)).contents.principal).toBeUndefined();
    expect(await instance.accounts.openidOf(applicantId)).toBeUndefined();
    expect((await instance.accounts.signIn(openid)).accountId).not.toBe(applicantId);
    expect(await instance.consents.historyOf(applicantId)).toEqual([
      { textVersion: '2026-11', givenAt: clock.now(), withdrawnAt: clock.now() },
    ]);
    expect(await actionsOf(applicantId)).toEqual(['account.erased']);
  });

  it('ends every session', async () => {
    const { accountId: applicantId } = await instance.accounts.signIn('signed-in-and-erased');
    await instance.sessions.open(applicantId, { challenge: 'A'.repeat(43) });

    await eraseMe({ applicantId }, ports());

    expect(await test.query('select * from session where account_id = $1', [applicantId])).toEqual([]);
  });
});

describe('consent', () => {
  it('is given to the current text only', async () => {
    const { accountId: applicantId } = await instance.accounts.signIn('agrees');

    const old = giveConsent({ applicantId, body: { textVersion: '2020-01' } }, ports());
    await expect(old).rejects.toMatchObject({ refusal: 'consent.missing' });
    const textVersion = SETTINGS.consentTextVersion;
    const { consents } = await giveConsent({ applicantId, body: { textVersion } }, ports());

    expect(consents).toEqual([{ textVersion, givenAt: clock.now(), withdrawnAt: undefined }]);
  });

  it('can be withdrawn once and given again; both stay on record', async () => {
    const { accountId: applicantId } = await instance.accounts.signIn('changes his mind');
    const textVersion = SETTINGS.consentTextVersion;
    await giveConsent({ applicantId, body: { textVersion } }, ports());

    await withdrawConsent({ applicantId }, ports());
    await withdrawConsent({ applicantId }, ports());
    const between = await instance.consents.isInForce(applicantId);
    await giveConsent({ applicantId, body: { textVersion } }, ports());

    expect([between, await instance.consents.isInForce(applicantId)]).toEqual([false, true]);
    expect((await instance.consents.historyOf(applicantId)).map(({ withdrawnAt }) => withdrawnAt)).toEqual([
      clock.now(),
      undefined,
    ]);
    expect(await actionsOf(applicantId)).toEqual(['consent.withdrawn']);
  });
});
