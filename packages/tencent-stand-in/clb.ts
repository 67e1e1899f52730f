import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { regionOf } from './regions.ts';
import { beijingTime } from './vendor-time.ts';
import type { World, WorldServer } from './world.ts';

/** What the service asks with; anything else is refused, not ignored. */
const describeRequest = z.strictObject({
  LoadBalancerIds: z._default(z.array(z.string()).check(z.maxLength(20)), []),
  Offset: z._default(z.int().check(z.nonnegative()), 0),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
});

const MALFORMED = 'InvalidParameter.FormatError';
const ID = /^lb-[0-9a-z]{8}$/;

/**
 * The account's load balancers. Tencent Cloud API clb 2018-03-17 (DescribeLoadBalancers by ids).
 */
export function clbActions(world: World): CloudActions {
  return {
    'clb/2018-03-17/DescribeLoadBalancers': async (body, caller) => {
      const inRegion = world.servers('clb', regionOf(caller), caller.uin);
      const { LoadBalancerIds: ids, Offset, Limit } = parametersOf(describeRequest, body, MALFORMED);
      if (!ids.every((id) => ID.test(id))) throw new CloudApiError(MALFORMED, 'LoadBalancerId is malformed.');

      const selected = inRegion.filter((balancer) => ids.length === 0 || ids.includes(balancer.id));
      return { TotalCount: selected.length, LoadBalancerSet: selected.slice(Offset, Offset + Limit).map(loadBalancer) };
    },
  };
}

function loadBalancer(balancer: WorldServer) {
  const isolated = balancer.state === 'isolated';
  return {
    LoadBalancerId: balancer.id,
    LoadBalancerName: balancer.name,
    LoadBalancerType: balancer.publicIps.length > 0 ? 'OPEN' : 'INTERNAL',
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
