import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js';
import * as z from 'zod/mini';
import { callCloudApi } from '../client.ts';
import { factsOfInstance, instanceWords } from './instance.ts';
import { addresses, type Lookup, PORT } from './words.ts';

const described = z.object({
  InstanceSet: z.array(z.object({ ...instanceWords, PublicAddresses: addresses, InstanceRestrictState: z.string() })),
});

/** Lighthouse servers: lighthouse 2020-03-24, DescribeInstances. */
export const lookup: Lookup = async (config, id) => {
  const client = new Client(config);
  const answer = await callCloudApi(PORT, described, () => client.DescribeInstances({ InstanceIds: [id] }));
  const instance = answer.InstanceSet[0];
  return (
    instance &&
    factsOfInstance(instance, { publicIps: instance.PublicAddresses, restriction: instance.InstanceRestrictState })
  );
};
