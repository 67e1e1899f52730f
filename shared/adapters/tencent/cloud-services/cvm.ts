import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cvm/v20170312/cvm_client.js';
import * as z from 'zod/mini';
import { factsOfInstance, instanceList, instanceLookup, instanceWords } from './instance.ts';
import { addresses } from './words.ts';

const instance = z.pipe(
  z.object({ ...instanceWords, PublicIpAddresses: addresses, RestrictState: z.string() }),
  z.transform((item) => factsOfInstance(item, { publicIps: item.PublicIpAddresses, restriction: item.RestrictState })),
);

/** Servers: cvm 2017-03-12, DescribeInstances. */
export const lookup = instanceLookup((config, InstanceIds) => {
  const client = new Client(config);
  return client.DescribeInstances({ InstanceIds });
}, instance);

export const list = instanceList((config, paging) => {
  const client = new Client(config);
  return client.DescribeInstances(paging);
}, instance);
