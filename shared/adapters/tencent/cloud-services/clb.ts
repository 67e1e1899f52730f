import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/clb/v20180317/clb_client.js';
import * as z from 'zod/mini';
import { callCloudApi } from '../client.ts';
import { addresses, type Lookup, PORT } from './words.ts';

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

const described = z.object({
  LoadBalancerSet: z.array(
    z.object({
      ChargeType: z.nullish(z.string()),
      LoadBalancerType: z.string(),
      LoadBalancerVips: addresses,
      CreateTime: beijingTime,
      ExpireTime: z.nullish(z.union([noTime, beijingTime])),
      Status: z.number(),
      Isolation: z.number(),
    }),
  ),
});

/** Load balancers: clb 2018-03-17, DescribeLoadBalancers. */
export const lookup: Lookup = async (config, id) => {
  const client = new Client(config);
  const answer = await callCloudApi(PORT, described, () => client.DescribeLoadBalancers({ LoadBalancerIds: [id] }));
  const balancer = answer.LoadBalancerSet[0];
  return (
    balancer && {
      prepaid: balancer.ChargeType === 'PREPAID',
      // The addresses of an INTERNAL balancer are private.
      publicIps: balancer.LoadBalancerType === 'OPEN' ? balancer.LoadBalancerVips : [],
      createdAt: balancer.CreateTime,
      expiresAt: balancer.ExpireTime ?? undefined,
      running: balancer.Status === 1 && balancer.Isolation === 0,
    }
  );
};
