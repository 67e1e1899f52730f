import { Client as ClbClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/clb/v20180317/clb_client.js';
import { Client as CvmClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cvm/v20170312/cvm_client.js';
import { Client as LighthouseClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js';
import * as z from 'zod/mini';
import type { CloudServiceFacts } from '../../domain/facts.ts';
import type { CloudService } from '../../domain/filing.ts';
import { lazily } from '../../domain/lazily.ts';
import type { CloudServices } from '../../ports/cloud-services.ts';
import { Failed } from '../../ports/failed.ts';
import { type CloudApiSettings, callCloudApi, clientConfig, VendorCode } from './client.ts';
import { MAINLAND_REGIONS } from './regions.ts';

const PORT = 'cloud-services';

type Resource = Extract<CloudService, { kind: 'resource' }>;
type ResourceFacts = Omit<CloudServiceFacts, 'inMainland'>;
type Config = ReturnType<typeof clientConfig>;
type Lookup = (config: Config, resourceId: string) => Promise<ResourceFacts | undefined>;

/** Answers that say "no such resource there": an id of the wrong form or unknown, a region that the product doesn't have. */
const NOT_THERE: ReadonlySet<string> = new Set([
  'InvalidInstanceId.Malformed',
  'InvalidInstanceId.NotFound',
  'InvalidParameterValue.InstanceIdMalformed',
  'ResourceNotFound.InstanceIdNotFound',
  'InvalidParameter.LBIdNotFound',
  'InvalidParameter.FormatError',
  'UnsupportedRegion',
]);

const LOOKUPS: Readonly<Record<Resource['product'], Lookup>> = { cvm, lighthouse, clb };

/**
 * Servers and load balancers of the account whose credentials are used: Tencent Cloud API cvm 2017-03-12, lighthouse 2020-03-24 and clb
 * 2018-03-17. A resource is looked for only in the region that was named.
 */
export function createCloudServices(settings: CloudApiSettings): CloudServices {
  const config = clientConfig(settings);

  return {
    async facts({ product, resourceId, region }) {
      try {
        const facts = await LOOKUPS[product]({ ...config, region }, resourceId);
        return facts && { ...facts, inMainland: MAINLAND_REGIONS.has(region) };
      } catch (error) {
        if (!(error instanceof VendorCode)) throw error;
        if (NOT_THERE.has(error.code)) return undefined;
        throw new Failed(PORT, 'broken', error.code);
      }
    },
  };
}

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);
const addresses = z.pipe(
  z.nullish(z.array(z.string())),
  z.transform((list) => list ?? []),
);

const cvmAnswer = lazily(() =>
  z.object({
    InstanceSet: z.array(
      z.object({
        InstanceChargeType: z.string(),
        PublicIpAddresses: addresses,
        CreatedTime: time,
        ExpiredTime: z.nullish(time),
        RestrictState: z.string(),
        InstanceState: z.string(),
      }),
    ),
  }),
);

async function cvm(config: Config, id: string): Promise<ResourceFacts | undefined> {
  const client = new CvmClient(config);
  const answer = await callCloudApi(PORT, cvmAnswer(), () => client.DescribeInstances({ InstanceIds: [id] }));
  const instance = answer.InstanceSet[0];
  return (
    instance && {
      prepaid: instance.InstanceChargeType === 'PREPAID',
      publicIps: instance.PublicIpAddresses,
      createdAt: instance.CreatedTime,
      expiresAt: instance.ExpiredTime ?? undefined,
      running: instance.InstanceState === 'RUNNING' && instance.RestrictState === 'NORMAL',
    }
  );
}

const lighthouseAnswer = lazily(() =>
  z.object({
    InstanceSet: z.array(
      z.object({
        InstanceChargeType: z.string(),
        PublicAddresses: addresses,
        CreatedTime: time,
        ExpiredTime: z.nullish(time),
        InstanceRestrictState: z.string(),
        InstanceState: z.string(),
      }),
    ),
  }),
);

async function lighthouse(config: Config, id: string): Promise<ResourceFacts | undefined> {
  const client = new LighthouseClient(config);
  const answer = await callCloudApi(PORT, lighthouseAnswer(), () => client.DescribeInstances({ InstanceIds: [id] }));
  const instance = answer.InstanceSet[0];
  return (
    instance && {
      prepaid: instance.InstanceChargeType === 'PREPAID',
      publicIps: instance.PublicAddresses,
      createdAt: instance.CreatedTime,
      expiresAt: instance.ExpiredTime ?? undefined,
      running: instance.InstanceState === 'RUNNING' && instance.InstanceRestrictState === 'NORMAL',
    }
  );
}

/**
 * clb writes `YYYY-MM-DD HH:mm:ss` without a zone, in Beijing time as in its console. Where there is no time it leaves the field out or,
 * as other products do, writes zeros.
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

const clbAnswer = lazily(() =>
  z.object({
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
  }),
);

async function clb(config: Config, id: string): Promise<ResourceFacts | undefined> {
  const client = new ClbClient(config);
  const answer = await callCloudApi(PORT, clbAnswer(), () => client.DescribeLoadBalancers({ LoadBalancerIds: [id] }));
  const balancer = answer.LoadBalancerSet[0];
  return (
    balancer && {
      prepaid: balancer.ChargeType === 'PREPAID',
      // The addresses of an INTERNAL balancer are private ones.
      publicIps: balancer.LoadBalancerType === 'OPEN' ? balancer.LoadBalancerVips : [],
      createdAt: balancer.CreateTime,
      expiresAt: balancer.ExpireTime ?? undefined,
      running: balancer.Status === 1 && balancer.Isolation === 0,
    }
  );
}
