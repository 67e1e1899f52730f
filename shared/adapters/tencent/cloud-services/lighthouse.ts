import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js';
import * as z from 'zod/mini';
import { factsOfInstance, instanceList, instanceLookup, instanceWords } from './instance.ts';
import { addresses } from './words.ts';

const instance = z.pipe(
  z.object({ ...instanceWords, PublicAddresses: addresses, InstanceRestrictState: z.string() }),
  z.transform((item) =>
    factsOfInstance(item, { publicIps: item.PublicAddresses, restriction: item.InstanceRestrictState }),
  ),
);

/** Lighthouse servers: lighthouse 2020-03-24, DescribeInstances. */
export const lookup = instanceLookup((config, InstanceIds) => {
  const client = new Client(config);
  return client.DescribeInstances({ InstanceIds });
}, instance);

export const list = instanceList((config, paging) => {
  const client = new Client(config);
  return client.DescribeInstances(paging);
}, instance);
