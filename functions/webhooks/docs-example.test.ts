import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { signingKey, signMessage } from '../../platform/edge/signed-message.ts';
import { WEBHOOK_EVENTS } from '../../shared/domain/messages/webhook-event.ts';
import { contract } from './contract.ts';

const page = readFileSync(join(ROOT, 'docs/webhooks.md'), 'utf8');
const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const AT = new Date('2026-11-25T02:00:00Z');
const BODY = '{"type":"filing.approved","data":{"state":"approved"}}';

type Verify = (secret: string, headers: object, body: string, now: number) => unknown;
let dir: string;
let verify: Verify;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'webhooks-page-'));
  const file = join(dir, 'verify.mjs');
  writeFileSync(file, /```js\n(import \{ createHmac[\s\S]*?)```/.exec(page)?.[1] ?? '');
  ({ verify } = (await import(pathToFileURL(file).href)) as { verify: Verify });
});
afterAll(() => rmSync(dir, { recursive: true }));

const headers = () => signMessage([signingKey(SECRET)], { id: 'msg_1', body: BODY, at: AT });

describe('the verification on the page for integrators', () => {
  it('accepts what we send, also with a second signature by another secret', () => {
    const other = signMessage([Buffer.alloc(32, 4)], { id: 'msg_1', body: BODY, at: AT })['webhook-signature'];
    const both = { ...headers(), 'webhook-signature': `${other} ${headers()['webhook-signature']}` };

    expect(verify(SECRET, headers(), BODY, AT.getTime())).toEqual({
      type: 'filing.approved',
      data: { state: 'approved' },
    });
    expect(verify(SECRET, both, BODY, AT.getTime() + 300_000)).toBeDefined();
  });

  it.each<[string, () => unknown]>([
    ['another body', () => verify(SECRET, headers(), `${BODY} `, AT.getTime())],
    ['another id', () => verify(SECRET, { ...headers(), 'webhook-id': 'msg_2' }, BODY, AT.getTime())],
    ['another secret', () => verify(`whsec_${Buffer.alloc(32, 4).toString('base64')}`, headers(), BODY, AT.getTime())],
    ['an old message', () => verify(SECRET, headers(), BODY, AT.getTime() + 301_000)],
    ['no signature', () => verify(SECRET, { ...headers(), 'webhook-signature': 'v1,' }, BODY, AT.getTime())],
  ])('refuses %s', (_, attempt) => {
    expect(attempt).toThrow();
  });
});

describe('the page for integrators', () => {
  it('shows a message that the secret beside it has signed, and one whose body is JSON', () => {
    const [secret = ''] = /whsec_[\w+/=]+/.exec(page) ?? [];
    const [, message = ''] = /```http\n([\s\S]*?)\n```/.exec(page) ?? [];
    const [head = '', body = ''] = message.split('\n\n');
    const shown = Object.fromEntries(head.split('\n').map((line) => line.split(': ')));
    const [, other = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];

    expect(verify(secret, shown, body, AT.getTime())).toMatchObject({ data: { state: 'approved', version: 9 } });
    expect(JSON.parse(other)).toMatchObject({ type: 'record.notice', data: { cause: 'inspection' } });
  });

  it('names every event', () => {
    const named = [...page.matchAll(/^\| `((?:filing|record)\.\w+)` \|/gm)].map(([, event]) => event);

    expect(named).toEqual(WEBHOOK_EVENTS);
  });

  it('names only calls that exist', () => {
    const calls = Object.values(contract).map(({ method, path }) => `${method} ${path}`);
    const named = [...page.matchAll(/`((?:GET|POST|DELETE) \/v1\/webhook-endpoints[^`\s]*)/g)].map(([, call]) => call);

    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((call) => !calls.includes(call ?? ''))).toEqual([]);
  });
});
