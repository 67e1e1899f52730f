import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../platform/edge/scf.ts';
import { httpEventOf } from '../support/scf.ts';
import { inProcessLaptop } from '../support/test-laptop.ts';

const { laptop } = await inProcessLaptop();

/** A call to a function from an address. */
async function get(room: string, path: `/${string}`, address: string, headers: Record<string, string> = {}) {
  const event = httpEventOf(`GET ${path}`, { headers: { 'x-scf-remote-addr': address, ...headers } });
  const result = await laptop.host.invoke(room, event);
  if (!result.ok) throw new Error(result.message);
  return result.value as HttpReply;
}

describe('[A4] a table that everybody may read', () => {
  it.each([
    ['eligibility', '/v1/reference/divisions', 3600],
    ['materials', '/v1/guides', 300],
    ['materials', '/v1/guides/440000/enterprise', 300],
  ] as const)('of %s at %s may be kept, and comes once to whoever keeps it', async (room, path, seconds) => {
    const first = await get(room, path, '203.0.113.60');
    const again = await get(room, path, '203.0.113.60', { 'if-none-match': first.headers.etag ?? '' });

    expect(first).toMatchObject({ statusCode: 200, headers: { 'cache-control': `public, max-age=${seconds}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('is served 120 times a minute to one network, and to others as ever', async () => {
    const statuses: number[] = [];
    for (let call = 0; call < 130; call += 1)
      statuses.push((await get('eligibility', '/v1/reference/divisions', '203.0.113.61')).statusCode);
    const refused = await get('eligibility', '/v1/reference/divisions', '203.0.113.61');
    const other = await get('eligibility', '/v1/reference/divisions', '203.0.113.62');

    expect(statuses.filter((status) => status === 200)).toHaveLength(120);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(other.statusCode).toBe(200);
  });
});
