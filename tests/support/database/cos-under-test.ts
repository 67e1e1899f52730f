import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { type CosEvent, startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS, type Sessions } from 'tencent-stand-in/credentials.ts';
import { afterAll } from 'vitest';

export const BUCKET = 'filings-1250000000';
export const OTHER_BUCKET = 'backups-1250000000';
export const REGION = LAPTOP_ACCOUNT.region;

/** A test's request; the official SDK signs the parts that are named here. */
export interface Signing {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly key?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Start and end of the signature's validity, in seconds from now. */
  readonly from?: number;
  readonly until?: number;
  readonly secretId?: string;
  readonly secretKey?: string;
}

/**
 * A COS on a free port with an empty directory, and clients for it; optionally with its own clock, and with sessions
 * beside the operator's.
 */
export async function openCos(now?: () => Date, issued?: Sessions) {
  const dir = await mkdtemp(join(tmpdir(), 'cos-'));
  const events: CosEvent[] = [];
  const start = () =>
    startCos({
      port: 0,
      dir: join(dir, 'buckets'),
      credentials: LAPTOP_CREDENTIALS,
      account: LAPTOP_ACCOUNT,
      buckets: [BUCKET, OTHER_BUCKET],
      onCreated: (event) => events.push(event),
      ...(now ? { now } : {}),
      ...(issued ? { issued } : {}),
    });
  let running = await start();
  const host = () => new URL(running.url).host;

  return {
    dir,
    events,
    url: () => running.url,
    host,
    async restart() {
      await running.stop();
      running = await start();
    },
    async close() {
      await running.stop();
      await rm(dir, { recursive: true, maxRetries: 5, retryDelay: 100 });
    },
    /** The official SDK, with the address that `options` names. */
    sdk: (options: Partial<COS.COSOptions> = { Ip: host() }): COS =>
      new COS({
        SecretId: LAPTOP_CREDENTIALS.secretId,
        SecretKey: LAPTOP_CREDENTIALS.secretKey,
        SecurityToken: LAPTOP_CREDENTIALS.token,
        Protocol: 'http:',
        ConfCwd: dir,
        ...options,
      }),
    /** `q-sign-algorithm=sha1&q-ak=…` */
    sign({ method = 'GET', key = '', query = {}, headers = {}, from = -1, until = 60, ...keys }: Signing): string {
      const seconds = Math.floor(Date.now() / 1000);
      return COS.getAuthorization({
        SecretId: keys.secretId ?? LAPTOP_CREDENTIALS.secretId,
        SecretKey: keys.secretKey ?? LAPTOP_CREDENTIALS.secretKey,
        Method: method,
        Pathname: `/${key}`,
        KeyTime: `${seconds + from};${seconds + until}`,
        Headers: { Host: host(), ...headers },
        Query: query,
      });
    },
    /** Sends a request to `/<bucket>/<key>` with a signature and the session token in its headers. */
    send({ method = 'GET', key = '', query = {}, headers = {} }: Signing, authorization: string, body?: string) {
      const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return fetch(`${running.url}/${BUCKET}/${encodeURI(key)}?${parameters.join('&')}`, {
        method,
        headers: { authorization, 'x-cos-security-token': LAPTOP_CREDENTIALS.token, ...headers },
        ...(body === undefined ? {} : { body }),
      });
    },
  };
}

/** The same at the top of a test file, closed when its tests are over. */
export async function testCos(now?: () => Date, issued?: Sessions) {
  const cos = await openCos(now, issued);
  afterAll(() => cos.close());
  return cos;
}

export type CosUnderTest = Awaited<ReturnType<typeof openCos>>;
