import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { expect } from 'vitest';
import type { Contract } from '../../../contracts/kit/contract.ts';
import { bodyOf, done, fileToTheEnd, keepSecrets, type Visit, WHO } from '../filings/whole-filing.ts';
import { haveCertificateFor } from '../pictures/certificate-at-hand.ts';
import { siteOwnerAt } from '../pictures/liveness-tries.ts';
import { CONSENT_TEXT_VERSION, eligibleInput } from '../test-laptop.ts';
import { callerAt } from './caller.ts';
import { useClaims } from './route-claims.ts';
import { useRecords } from './route-records.ts';
import { codeAt, forgetCounts, newSecret, onDatabase, sha256 } from './route-secrets.ts';
import { useTransfers } from './route-transfers.ts';
import { useContacts, useDocumentHandOvers, useHandOvers } from './routes-of-others.ts';

const ROLE = 'qcs::cam::uin/100000000002:roleName/icp-filing';
const RESOURCE = { product: 'cvm', resourceId: 'ins-kehu0001', region: 'ap-guangzhou' };
/** Names of fields in forms, so that values are refused in the place that they are meant for. */
const FIELDS = [
  'name',
  'idNumber',
  'mobile',
  'email',
  'remark',
  'domain',
  'code',
  'secret',
  'next',
  'challenge',
  'url',
];
export const LEAVES = 'leaves again';

/**
 * A whole filing of a company and of a person, every other operation, every event and timer; and every operation once more
 * with `values` where they are refused.
 */
export async function useEveryRoute(
  visit: Visit,
  contracts: Readonly<Record<string, Contract>>,
  values: readonly string[],
): Promise<void> {
  await leave(visit);
  await breakDatabase(visit);
  await usePhones(visit);
  await useDrafts(visit);
  for (const kind of ['enterprise', 'individual'] as const) await fileToTheEnd(visit, kind);
  await useTransfers(visit);
  await useClaims(visit);
  await useRecords(visit);
  await useCloudAccount(visit);
  await useDevices(visit);
  await askWrongly(visit, contracts, values);
  await runTimers(visit);
}

/** Somebody who looks around, opens a draft, changes their mind about consent and has everything erased. */
async function leave(visit: Visit): Promise<void> {
  const call = await callerAt(visit.laptop, LEAVES);
  const input = eligibleInput('enterprise');
  await haveCertificateFor(call, input);
  const checked = await call('POST', '/v1/eligibility-checks', input);
  const { ticket } = bodyOf<{ ticket: string }>(checked);
  const opened = await call('POST', '/v1/filings', { ticket, consentTextVersion: CONSENT_TEXT_VERSION });
  const { filingId } = bodyOf<{ filingId: string }>(opened);
  const filing = `/v1/filings/${filingId}`;
  const added = await call('POST', `${filing}/websites`, {
    domain: 'shanjian-shouji.cn',
    cloudService: input.cloudService,
  });
  const shown = bodyOf<{ filing: { websites: readonly { websiteId: string }[] } }>(await call('GET', filing));
  done(
    checked,
    opened,
    added,
    await call('GET', '/v1/health'),
    await call('GET', '/v1/reference/provinces'),
    await call('GET', '/v1/guides'),
    await call('GET', '/v1/guides/440000/individual'),
    await call('GET', '/v1/guides/440000/individual/letter'),
    await call('DELETE', `${filing}/websites/${shown.filing.websites[1]?.websiteId}`),
    await call('DELETE', '/v1/me/consents'),
    await call('POST', '/v1/me/consents', { textVersion: CONSENT_TEXT_VERSION }),
    await call('POST', `/v1/submissions/${filingId}/abandonment`),
    await call('DELETE', '/v1/me'),
  );
}

/** The database refuses a row, and names its values. */
async function breakDatabase(visit: Visit): Promise<void> {
  const { filer, filingId, call } = await siteOwnerAt(visit.laptop, 'meets a fault');
  await onDatabase(visit.laptop, [`alter table filing add constraint planted check (id <> '${filingId}') not valid`]);
  const { organizer } = ENTERPRISE;
  const saved = await call('PUT', `/v1/filings/${filingId}/organizer`, { ...organizer, remark: organizer.name });
  await onDatabase(visit.laptop, ['alter table filing drop constraint planted']);
  expect(saved.status).toBe(500);
  expect((await filer.progress(filingId)).state).toBe('draft');
}

/** Somebody who uploads a licence and deletes it, fills in a form on two devices, and lets the others take part. */
async function useDrafts(visit: Visit): Promise<void> {
  const site = await siteOwnerAt(visit.laptop, 'fills in forms');
  const { call, filingId } = site;
  const wish = { kind: 'business-licence', subject: 'organizer', contentType: 'image/jpeg', bytes: 1_000 };
  const granted = await call('POST', '/v1/uploads', wish);
  const { email, name, idNumber } = ENTERPRISE.principal;
  const draft = `/v1/filings/${filingId}/drafts/principal`;
  done(
    granted,
    await call('DELETE', `/v1/uploads/${bodyOf<{ documentId: string }>(granted).documentId}`),
    await call('PUT', draft, { page: 'an-open-page-of-it', fields: { name, idNumber, email } }),
    await call('PUT', draft, { page: 'another-page-of-it', fields: { email: INDIVIDUAL.principal.email } }),
    await call('GET', `/v1/filings/${filingId}`),
    await call('GET', '/v1/me/notifications'),
    await call('GET', '/v1/me/unreached-messages'),
    await call('PUT', '/v1/me/notifications', { weChat: true, sms: true, mail: true }),
  );
  await useContacts(visit, site, ENTERPRISE.principal.mobile);
  await useHandOvers(visit, site);
  await useDocumentHandOvers(visit, site);
}

/** A role in the person's own cloud account, and a code for a server in it. */
async function useCloudAccount(visit: Visit): Promise<void> {
  const call = await callerAt(visit.laptop, WHO.enterprise);
  done(
    await call('PUT', '/v1/cloud-account', { roleArn: ROLE }),
    await call('GET', '/v1/cloud-account'),
    await call('GET', '/v1/cloud-services'),
  );
  const code = await call('POST', '/v1/authorization-codes', { resource: RESOURCE });
  await keepSecrets(visit, 'authorization', code);
  done(
    code,
    await call('GET', '/v1/authorization-codes'),
    await call('DELETE', `/v1/authorization-codes/${bodyOf<{ codeId: string }>(code).codeId}`),
    await call('DELETE', '/v1/cloud-account'),
  );
}

/** Somebody who signs in by SMS, once more after 91 days, and somebody who links a number and unlinks it. */
async function usePhones(visit: Visit): Promise<void> {
  const { laptop } = visit;
  const [first, second] = [newSecret(visit, 'secret of the phone'), newSecret(visit, 'secret of the next phone')];
  const [mine, linked] = [ENTERPRISE.principal.mobile, INDIVIDUAL.principal.mobile];
  const call = await callerAt(laptop, 'links a phone');
  const ask = (secret: string) => call('POST', '/v1/sessions/phone-codes', { mobile: mine, challenge: sha256(secret) });
  const enter = (secret: string) =>
    call('POST', '/v1/sessions/phone-sign-ins', { challenge: sha256(secret), code: codeAt(laptop, mine) });
  done(await ask(first), await enter(first));
  // Only an account with a certificate asks for its number.
  await onDatabase(laptop, [
    "update filing set applicant_id = (select id from account where phone_index is not null) where state = 'draft'",
    "update account set phone_proven_at = now() - interval '91 days' where phone_index is not null",
  ]);
  await forgetCounts(laptop);
  done(await ask(second), await enter(second));
  done(await call('POST', '/v1/sessions/phone-proofs', { challenge: sha256(second), startsNew: true }));
  done(await call('POST', '/v1/sessions/phone-links/codes', { mobile: linked }));
  done(await call('POST', '/v1/sessions/bound-numbers', { code: await tappedNumber(laptop, linked) }));
  done(await call('POST', '/v1/sessions/phone-links', { code: codeAt(laptop, linked) }));
  done(await call('POST', '/v1/sessions/phone-links/ends'));
}

/** The code of WeChat's phone number button on a phone with this number. */
async function tappedNumber({ addresses }: Visit['laptop'], mobile: string): Promise<string> {
  const response = await fetch(`${addresses.wechat}/laptop/phone?number=${mobile}`);
  return ((await response.json()) as { code: string }).code;
}

/** A page and a phone of one person: scanning, renewing, ending. */
async function useDevices(visit: Visit): Promise<void> {
  const phone = await callerAt(visit.laptop, WHO.enterprise);
  const [first, second] = [newSecret(visit, 'secret of the page'), newSecret(visit, 'next secret of the page')];
  const made = await phone('POST', '/v1/sessions/scan-tickets', { challenge: sha256(first) });
  const scan = `/v1/sessions/scan-tickets/${bodyOf<{ ticket: string }>(made).ticket}`;
  done(
    made,
    await phone('GET', `${scan}/asker`),
    await phone('POST', `${scan}/confirmation`),
    await phone('GET', scan),
  );
  const renewed = await phone('POST', '/v1/sessions/renewals', { secret: first, next: sha256(second) });
  const ended = await phone('POST', '/v1/sessions/ends', { secret: second });
  const sessions = await phone('GET', '/v1/sessions');
  const other = bodyOf<{ sessions: readonly { sessionId: string; isThis: boolean }[] }>(sessions).sessions.find(
    ({ isThis }) => !isThis,
  );
  done(renewed, ended, sessions, await phone('DELETE', `/v1/sessions/${other?.sessionId}`));
  done(await phone('DELETE', '/v1/sessions'));
}

/** Every operation with personal values where they don't belong: as parameters, in a query, as fields of every name. */
async function askWrongly(
  visit: Visit,
  contracts: Readonly<Record<string, Contract>>,
  values: readonly string[],
): Promise<void> {
  const call = await callerAt(visit.laptop, WHO.enterprise);
  const fields = Object.fromEntries(FIELDS.map((name, index) => [name, values[index % values.length]]));
  for (const [at, operation] of Object.values(contracts)
    .flatMap((contract) => Object.values(contract))
    .entries()) {
    const value = encodeURIComponent(values[at % values.length] ?? '');
    const path = operation.path.replace(/\{\w+\}/g, value);
    const query = operation.query ? `?wait=${value}&seen=${value}&websiteId=${value}` : '';
    const body = operation.body && { ...fields, more: [fields] };
    if (operation.body || path !== operation.path || query) await call(operation.method, `${path}${query}`, body);
  }
}

async function runTimers(visit: Visit): Promise<void> {
  const timers = Object.values(visit.laptop.service.functions).flatMap(({ timers }) => timers.map(({ name }) => name));
  for (const name of timers) await visit.laptop.timers.fire(name);
}
