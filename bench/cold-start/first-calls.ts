import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTERPRISE } from 'specimens/people.ts';
import type { HttpRequest } from '../../contracts/client/http-client.ts';
import { ROOT } from '../../deploy/root.ts';
import type { Laptop } from '../../local/laptop.ts';
import { LAPTOP_BUCKET } from '../../local/stand-ins.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../../tools/walk/filer.ts';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { verdictEvent } from '../verdict-event.ts';

/** A first call of a function: its event, new for each run, and whether a reply is the expected one. */
export interface FirstCall {
  readonly event: () => Promise<unknown>;
  readonly isExpected: (answer: unknown) => boolean;
}

/** One of these. */
export const hasStatus =
  (...statuses: readonly number[]) =>
  (answer: unknown): boolean =>
    statuses.includes((answer as { statusCode?: number }).statusCode ?? 0);
/** What a timer returns. */
export const isAny = (): boolean => true;

/**
 * For every function its most frequent call, by a person or the platform, and after a comma another one: each uses the
 * database and the function's vendors.
 */
export async function firstCalls(laptop: Laptop): Promise<Readonly<Record<string, FirstCall>>> {
  const filer = new Filer(laptop.addresses.gateway);
  const token = await filer.signIn(await wxLogin(laptop.addresses.wechat, 'bench'));
  const eligible = eligibilityInputOf(ENTERPRISE);
  const { filingId, websites } = await openDraft(filer);
  const [{ websiteId } = { websiteId: '' }] = websites;
  await filer.saveSiteOwner(filingId, websiteId, ENTERPRISE.principal);
  const { checkId } = await filer.openLiveness(filingId, websiteId, CONSENT_TEXT_VERSION);
  const http = (request: Omit<PersonCall, 'token'>, ...statuses: readonly number[]): FirstCall => ({
    event: async () => httpEvent({ ...request, token, idempotencyKey: randomUUID() }),
    isExpected: hasStatus(...statuses),
  });
  const get = (path: string) => http({ method: 'GET', path }, 200);
  const uploadOf = { filingId, kind: 'business-licence', subject: 'organizer', contentType: 'image/jpeg' };
  const tick = (name: string): FirstCall => ({ event: async () => eventFile(name, 'tick'), isExpected: isAny });
  return {
    health: http({ method: 'GET', path: '/v1/health' }, 200),
    session: {
      event: async () =>
        httpEvent({
          method: 'POST',
          path: '/v1/sessions',
          body: { code: await wxLogin(laptop.addresses.wechat, 'bench') },
        }),
      isExpected: hasStatus(200, 201),
    },
    eligibility: http({ method: 'POST', path: '/v1/eligibility-checks', body: eligible }, 200),
    authorization: get('/v1/authorization-codes'),
    filing: get(`/v1/filings/${filingId}`),
    'filing, preview': get(`/v1/filings/${filingId}/preview`),
    records: get('/v1/records'),
    contacts: get(`/v1/contacts/${filingId}`),
    upload: http({ method: 'POST', path: '/v1/uploads', body: { ...uploadOf, bytes: 60_000 } }, 200, 201),
    intake: { event: async () => arrival('intake'), isExpected: isAny },
    ocr: { event: async () => arrival('ocr'), isExpected: isAny },
    liveness: get(`/v1/liveness-checks/${checkId}`),
    materials: get(`/v1/materials/${filingId}`),
    submission: http({ method: 'POST', path: `/v1/submissions/${filingId}`, body: { termsAccepted: true } }, 409, 422),
    'status-webhook': { event: async () => verdictEvent(laptop, filingId), isExpected: hasStatus(200, 409) },
    webhooks: get('/v1/webhook-endpoints'),
    'status-sync': tick('status-sync'),
    'process-timer': tick('process-timer'),
    me: get('/v1/me'),
    retention: tick('retention'),
    'upload-sweep': tick('upload-sweep'),
    delivery: tick('delivery'),
  };
}

/** A call, as a person makes it. */
interface PersonCall extends Pick<HttpRequest, 'method'> {
  readonly path: string;
  readonly token?: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
}

/** The event of a call. */
export function httpEvent({ method, path, token, idempotencyKey, body }: PersonCall) {
  return {
    httpMethod: method,
    path,
    queryString: {},
    headers: {
      'x-scf-remote-addr': '203.0.113.8',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** An event of `events/`. */
export const eventFile = (name: string, which: string): unknown =>
  JSON.parse(readFileSync(join(ROOT, 'events', name, `${which}.json`), 'utf8'));

/** An object in our bucket that belongs to no document. */
function arrival(name: string): unknown {
  const text = JSON.stringify(eventFile(name, 'put.unknown-key'));
  const [, bucket = '', appId = ''] = /^(.*)-(\d+)$/.exec(LAPTOP_BUCKET) ?? [];
  return JSON.parse(
    text.replaceAll('/1250000000/icp-filing/', `/${appId}/${bucket}/`).replace(/"appid":"\d+"/, `"appid":"${appId}"`),
  );
}
