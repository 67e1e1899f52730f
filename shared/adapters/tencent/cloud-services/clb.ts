import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/clb/v20180317/clb_client.js';
import * as z from 'zod/mini';
import { callCloudApi } from '../../../../platform/adapters/tencent/client.ts';
import { addresses, type CloudApiProduct, type NamedFacts, PAGE_SIZE, PORT } from './words.ts';

/**
 * clb writes `YYYY-MM-DD HH:mm:ss` without a zone, in Beijing time as in its console. Without a time it leaves the
 * field out or, as other products do, writes zeros.
 */
const beijingTime = z.pipe(
  z.pipe(
    z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)),
    z.transform((text) => new Date(`${text.replace(' ', 'T')}+08:00`)),
  ),
  z.date(),
);
const noTime = z.pipe(
  z.literal('0000-00-00 00:00:00'),
  z.transform(() => undefined),
);

const balancer = z.object({
  LoadBalancerId: z.string(),
  LoadBalancerName: z.string(),
  ChargeType: z.nullish(z.string()),
  LoadBalancerType: z.string(),
  LoadBalancerVips: addresses,
  CreateTime: beijingTime,
  ExpireTime: z.nullish(z.union([noTime, beijingTime])),
  Status: z.number(),
  Isolation: z.number(),
});
const described = z.object({ TotalCount: z.number(), LoadBalancerSet: z.array(balancer) });

const named = (loadBalancer: z.output<typeof balancer>): NamedFacts => ({
  id: loadBalancer.LoadBalancerId,
  name: loadBalancer.LoadBalancerName,
  facts: {
    prepaid: loadBalancer.ChargeType === 'PREPAID',
    // The addresses of an INTERNAL balancer are private.
    publicIps: loadBalancer.LoadBalancerType === 'OPEN' ? loadBalancer.LoadBalancerVips : [],
    createdAt: loadBalancer.CreateTime,
    expiresAt: loadBalancer.ExpireTime ?? undefined,
    running: loadBalancer.Status === 1 && loadBalancer.Isolation === 0,
  },
});

/** Load balancers: clb 2018-03-17, DescribeLoadBalancers. */
export const lookup: CloudApiProduct['lookup'] = async (config, id) => {
  const client = new Client(config);
  const answer = await callCloudApi(PORT, described, () => client.DescribeLoadBalancers({ LoadBalancerIds: [id] }));
  const [found] = answer.LoadBalancerSet;
  return found && named(found).facts;
};

export const list: CloudApiProduct['list'] = async (config, offset) => {
  const client = new Client(config);
  const paging = { Offset: offset, Limit: PAGE_SIZE };
  const answer = await callCloudApi(PORT, described, () => client.DescribeLoadBalancers(paging));
  return { total: answer.TotalCount, page: answer.LoadBalancerSet.map(named) };
};
