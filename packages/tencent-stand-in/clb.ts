import * as z from 'zod/mini';
import { type CloudActions, CloudApiError } from './cloud-action.ts';
import { regionOf } from './regions.ts';
import { beijingTime } from './vendor-time.ts';
import type { World, WorldServer } from './world.ts';

const describeRequest = z.object({
  LoadBalancerIds: z._default(z.array(z.string()).check(z.maxLength(20)), []),
  LoadBalancerVips: z._default(z.array(z.string()), []),
  LoadBalancerType: z.optional(z.enum(['OPEN', 'INTERNAL'])),
  Filters: z._default(
    z
      .array(z.object({ Name: z.literal('charge-type'), Values: z.array(z.string()).check(z.maxLength(100)) }))
      .check(z.maxLength(10)),
    [],
  ),
  Offset: z._default(z.int().check(z.nonnegative()), 0),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
});

const ID = /^lb-[0-9a-z]{8}$/;

/**
 * The account's load balancers. Tencent Cloud API clb 2018-03-17 (DescribeLoadBalancers; only filter `charge-type`).
 */
export function clbActions(world: World): CloudActions {
  return {
    'clb/2018-03-17/DescribeLoadBalancers': async (body, caller) => {
      const inRegion = world.servers('clb', regionOf(caller), caller.uin);
      const parsed = describeRequest.safeParse(body);
      if (!parsed.success) throw new CloudApiError('InvalidParameter.FormatError', 'The request is malformed.');
      const { LoadBalancerIds: ids, LoadBalancerVips: vips, LoadBalancerType, Filters, Offset, Limit } = parsed.data;
      if (!ids.every((id) => ID.test(id)))
        throw new CloudApiError('InvalidParameter.FormatError', 'LoadBalancerId is malformed.');

      const selected = inRegion
        .filter((balancer) => ids.length === 0 || ids.includes(balancer.id))
        .filter((balancer) => vips.length === 0 || balancer.publicIps.some((ip) => vips.includes(ip)))
        .filter((balancer) => LoadBalancerType === undefined || typeOf(balancer) === LoadBalancerType)
        .filter((balancer) => Filters.every(({ Values }) => Values.includes(balancer.chargeType)));
      return {
        TotalCount: selected.length,
        LoadBalancerSet: selected.slice(Offset, Offset + Limit).map(loadBalancer),
      };
    },
  };
}

const typeOf = ({ publicIps }: WorldServer) => (publicIps.length > 0 ? 'OPEN' : 'INTERNAL');

function loadBalancer(balancer: WorldServer) {
  const isolated = balancer.state === 'isolated';
  return {
    LoadBalancerId: balancer.id,
    LoadBalancerName: balancer.name,
    LoadBalancerType: typeOf(balancer),
    Forward: 1,
    // An internal balancer has a private address here, so a VIP doesn't mean that it is reachable.
    LoadBalancerVips: balancer.publicIps.length > 0 ? balancer.publicIps : ['10.0.0.20'],
    Status: 1,
    CreateTime: beijingTime(balancer.createdAt),
    ExpireTime: balancer.expiresAt ? beijingTime(balancer.expiresAt) : null,
    ChargeType: balancer.chargeType,
    Isolation: isolated ? 1 : 0,
    IsolatedTime: isolated && balancer.expiresAt ? beijingTime(balancer.expiresAt) : null,
    IsBlock: false,
    MasterZone: { Zone: balancer.zone, ZoneRegion: balancer.region },
  };
}
