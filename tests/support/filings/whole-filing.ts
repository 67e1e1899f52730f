import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { expect, vi } from 'vitest';
import { objectStore } from '../../../platform/compose/object-store.ts';
import type { OrganizerKind } from '../../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../../shared/domain/media/document.ts';
import { documents, reviews } from '../database/service-ports.ts';
import { anyFrame, type SiteOwner, similar, siteOwnerAt } from '../pictures/liveness-tries.ts';
import type { ErrorReply, SeenReply } from '../routes/caller.ts';
import type { TestLaptop } from '../test-laptop.ts';
import { readyDocument } from './ready-filing.ts';

/** A laptop on which people go through every route, in a desk that decides when it is told. */
export interface Visit {
  readonly laptop: TestLaptop;
  /** Secrets that they are given or make up, by names that may be printed. */
  readonly secrets: Record<string, string>;
}

export const WHO = { enterprise: 'files for a company', individual: 'files for themselves' };
export const HOOK = 'http://127.0.0.1:9/a-hook?key=only-they-know-it';
const WAIT = { timeout: 60_000, interval: 100 };

/** The code of a refusal, and the rules that a filing breaks. */
function whyRefused({ status, body }: SeenReply): string {
  const { code, facts } = (body as ErrorReply).error;
  const findings = (facts.findings ?? []) as readonly { readonly ruleId: string; readonly severity: string }[];
  const rules = findings.filter(({ severity }) => severity !== 'warn').map(({ ruleId }) => ruleId);
  return `${status} ${code} ${rules}`;
}

/** None of them was refused. */
export const done = (...replies: readonly SeenReply[]): void => {
  const refused = replies.filter(({ status }) => status >= 400).map(whyRefused);
  expect(refused).toEqual([]);
};

export const bodyOf = <T>({ body }: SeenReply): T => body as T;

/** Secrets behind the link of a view, which only its owner has. */
export async function keepSecrets(visit: Visit, name: string, reply: SeenReply): Promise<void> {
  const shown = await (await fetch(bodyOf<{ view: { url: string } }>(reply).view.url)).json();
  for (const [field, value] of Object.entries(shown as Record<string, string>))
    if (/secret|code/i.test(field)) visit.secrets[`${field} of the ${name}`] = value;
}

/** A filing with a real certificate, withdrawn, returned once with the person's name in the reason, and approved. */
export async function fileToTheEnd(visit: Visit, kind: OrganizerKind): Promise<void> {
  const { idCard, principal, website } = kind === 'enterprise' ? ENTERPRISE : INDIVIDUAL;
  const site = await siteOwnerAt(visit.laptop, WHO[kind], kind);
  const { filer, filingId, websiteId, call } = site;
  const filing = await (await reviews()).findFiling(filingId);
  const endpoint = await call('POST', '/v1/webhook-endpoints', { url: HOOK });
  await keepSecrets(visit, `endpoint of ${kind}`, endpoint);
  const front = await drawIdFront(idCard, { portrait: await portrait() });
  const { documentId } = await filer.upload(filingId, 'id-front', 'principal', front);
  done(endpoint, await call('POST', `/v1/uploads/${documentId}/for-reviewer`));
  await passLiveness(site);
  for (const { kind: paper, subject, state } of await filer.materials(filingId))
    if (state === 'missing') await readyDocument(filing, paper as DocumentKind, subject as DocumentSubject);
  const store = await objectStore();
  for (const { cleanKey } of await (await documents()).ofFiling(filingId))
    if (cleanKey && !(await store.look(cleanKey))) await store.write(cleanKey, Buffer.from('a paper'), 'image/jpeg');

  const submit = () => call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
  const flagged = [{ field: 'websites.0.details.remark', reason: `${principal.name}的网站备注不清楚` }];
  done(await submit(), await call('DELETE', `/v1/submissions/${filingId}`), await submit());
  await decided(visit, filingId, 2, [{ kind: 'returned', flagged }]);
  const remark = `${website.remark}内容已经补充。`;
  done(
    await call('GET', '/v1/filings'),
    await call('GET', `/v1/filings/${filingId}`),
    await call('GET', `/v1/filings/${filingId}/progress`),
    await call('GET', `/v1/filings/${filingId}/overview`),
    await call('GET', `/v1/filings/${filingId}/repair`),
    await call('PUT', `/v1/filings/${filingId}/rounds/2/answers/1`, { word: `${principal.name}已补充网站备注` }),
    await call('DELETE', `/v1/filings/${filingId}/rounds/2/answers/1`),
    await call('PUT', `/v1/filings/${filingId}/rounds/2/answers/1`, { word: `${principal.name}已补充网站备注` }),
    await call('GET', `/v1/filings/${filingId}/road`),
    await call('GET', `/v1/uploads/${documentId}`),
    await call('GET', `/v1/materials/${filingId}/commitment-letter`),
    await call('PUT', `/v1/filings/${filingId}/websites/${websiteId}`, { ...website, remark }),
    await call('GET', `/v1/filings/${filingId}/preview`),
    await submit(),
  );
  const { failNext, calls } = visit.laptop.cloudApi;
  const sent = calls('SendSms');
  failNext('SendSms', { code: 'InternalError' });
  await decided(visit, filingId, 3, [
    { kind: 'accepted' },
    { kind: 'sms-waiting' },
    { kind: 'sms-done' },
    { kind: 'approved' },
  ]);
  expect((await (await reviews()).findFiling(filingId)).state).toBe('approved');
  // Else the fault would meet the next SMS that somebody asks for.
  await vi.waitFor(() => expect(calls('SendSms')).toBeGreaterThan(sent), WAIT);
  done(
    await call('GET', `/v1/filings/${filingId}`),
    await call('GET', '/v1/records'),
    await call('GET', `/v1/records/${filingId}`),
    await call('GET', '/v1/me/data'),
    await call('GET', '/v1/me'),
  );
  await useEndpoint(visit, site, bodyOf<{ endpointId: string }>(endpoint).endpointId);
}

/** On a busy machine a vendor may take longer than its caller waits: then once more. */
async function passLiveness(site: SiteOwner): Promise<void> {
  for (let tries = 1; tries <= 4; tries += 1) {
    const checkId = await site.recorded();
    site.faceIdSays(similar(93, await anyFrame()), similar(90, await anyFrame()));
    await site.verification(checkId);
    if ((await site.show(checkId)).state === 'passed') return;
  }
  throw new Error('no liveness check was passed');
}

type Decision = Parameters<TestLaptop['reviewDesk']['decide']>[1];

async function decided(visit: Visit, filingId: string, round: number, verdicts: readonly Decision[]): Promise<void> {
  const submitted = () =>
    visit.laptop.reviewDesk.list().find((filing) => filing.filingId === filingId)?.submission?.round;
  await vi.waitFor(() => expect(submitted()).toBe(round), WAIT);
  for (const verdict of verdicts) {
    visit.laptop.reviewDesk.decide(filingId, verdict);
    await visit.laptop.reviewDesk.idle();
  }
}

/** Whoever integrates: what was sent to their endpoint, and its secret. */
async function useEndpoint(visit: Visit, { call, filingId }: SiteOwner, endpointId: string): Promise<void> {
  const endpoint = `/v1/webhook-endpoints/${endpointId}`;
  const listed = await call('GET', `${endpoint}/messages`);
  const [message] = bodyOf<{ messages: readonly { messageId: string }[] }>(listed).messages;
  const changed = await call('POST', `${endpoint}/secret`);
  await keepSecrets(visit, `changed endpoint of ${filingId}`, changed);
  done(
    listed,
    changed,
    await call('POST', `${endpoint}/messages/${message?.messageId}/redelivery`),
    await call('POST', `${endpoint}/replays`, { since: '2026-01-01T00:00:00Z' }),
    await call('POST', `${endpoint}/activation`),
    await call('GET', '/v1/webhook-endpoints'),
    await call('DELETE', endpoint),
  );
}
