import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js';
import * as z from 'zod/mini';
import { factsOfInstance, instances, instanceWords } from './instance.ts';
import { addresses } from './words.ts';

const instance = z.pipe(
  z.object({ ...instanceWords, PublicAddresses: addresses, InstanceRestrictState: z.string() }),
  z.transform((server) =>
    factsOfInstance(server, { publicIps: server.PublicAddresses, restriction: server.InstanceRestrictState }),
  ),
);

/** Lighthouse servers: lighthouse 2020-03-24, DescribeInstances. */
export const { lookup, list } = instances((config, request) => new Client(config).DescribeInstances(request), instance);
