import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js';
import * as z from 'zod/mini';
import { callCloudApi } from './client.ts';
import { addresses, type Lookup, PORT, time } from './cloud-services-words.ts';

const described = z.object({
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
});

/** Light servers: lighthouse 2020-03-24, DescribeInstances. */
export const lookup: Lookup = async (config, id) => {
  const client = new Client(config);
  const answer = await callCloudApi(PORT, described, () => client.DescribeInstances({ InstanceIds: [id] }));
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
};
