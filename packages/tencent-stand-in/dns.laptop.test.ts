import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningDns, startDns } from './dns.ts';

let dns: RunningDns;
const resolver = new Resolver({ timeout: 5_000, tries: 1 });
beforeAll(async () => {
  dns = await startDns({ port: 0 });
  resolver.setServers([dns.server]);
});
afterAll(() => dns.stop());

it('answers with the alias of a name, and says of other names that there are none', async () => {
  dns.alias('api.shop.cn', '1250000000.ap-guangzhou.tencentscf.com');

  expect(await resolver.resolveCname('API.shop.cn')).toEqual(['1250000000.ap-guangzhou.tencentscf.com']);
  await expect(resolver.resolveCname('shop.cn')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolver.resolve4('api.shop.cn')).rejects.toMatchObject({ code: 'ENODATA' });

  dns.alias('api.shop.cn', undefined);
  await expect(resolver.resolveCname('api.shop.cn')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});
