import { type CloudApiSettings, clientConfig, VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import { isMainland, MAINLAND_REGIONS } from '../../../domain/data/cloud-regions.ts';
import type { ListedServer, ServerList } from '../../../ports/facts/server-lists.ts';
import { type CloudProduct, PRODUCTS } from './products.ts';
import { type CloudApiProduct, type NamedFacts, PAGE_SIZE, PORT } from './words.ts';

/** Overseas servers are listed where people look for them most, to say why they can't be used. */
const REGIONS = [...MAINLAND_REGIONS, 'ap-hongkong'];

/** Pages of one product and region: more servers than anybody picks from a list. */
const MOST_PAGES = 5;

/** A region without the product has none of its resources. */
const NOT_OFFERED = 'UnsupportedRegion';

/**
 * Lists the servers and load balancers of the account whose credentials are used: DescribeInstances of cvm 2017-03-12 and
 * lighthouse 2020-03-24, DescribeLoadBalancers of clb 2018-03-17, in every mainland region and in Hong Kong. These
 * actions allow 20 calls a second or more, so all regions are asked at once and the products one after the other.
 */
export function createServerList(settings: CloudApiSettings): () => Promise<ServerList> {
  const config = clientConfig(settings);

  const listIn = async (product: CloudProduct, region: string): Promise<readonly ListedServer[]> => {
    const { list } = await PRODUCTS[product]();
    const inMainland = isMainland(region);
    return (await allPages((offset) => list({ ...config, region }, offset))).map(({ id, name, facts }) => ({
      resource: { kind: 'resource', product, region, resourceId: id },
      name,
      facts: { ...facts, inMainland },
    }));
  };

  return async () => {
    const answers: PromiseSettledResult<readonly ListedServer[]>[] = [];
    for (const product of Object.keys(PRODUCTS) as CloudProduct[])
      answers.push(...(await Promise.allSettled(REGIONS.map((region) => listIn(product, region)))));
    const failed = answers.flatMap((answer) => (answer.status === 'rejected' ? [failureOf(answer.reason)] : []));
    const [failure] = failed;
    if (failure && failed.length === answers.length) throw failure;
    const servers = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    return { servers, isIncomplete: failed.length > 0 };
  };
}

async function allPages(
  pageFrom: (offset: number) => ReturnType<CloudApiProduct['list']>,
): Promise<readonly NamedFacts[]> {
  const all: NamedFacts[] = [];
  for (let turn = 0; turn < MOST_PAGES; turn += 1) {
    const { total, page } = await pageFrom(turn * PAGE_SIZE).catch((error: unknown) => {
      if (error instanceof VendorCode && error.code === NOT_OFFERED) return { total: 0, page: [] };
      throw error;
    });
    all.push(...page);
    if (page.length < PAGE_SIZE || all.length >= total) break;
  }
  return all;
}

/** @throws whatever is no failure of the vendor. */
function failureOf(reason: unknown): Failed {
  if (reason instanceof Failed) return reason;
  if (reason instanceof VendorCode) return new Failed(PORT, 'broken', reason.code);
  throw reason;
}
