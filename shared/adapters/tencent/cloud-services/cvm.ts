import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cvm/v20170312/cvm_client.js';
import * as z from 'zod/mini';
import { factsOfInstance, instances, instanceWords } from './instance.ts';
import { addresses } from './words.ts';

const instance = z.pipe(
  z.object({ ...instanceWords, PublicIpAddresses: addresses, RestrictState: z.string() }),
  z.transform((server) =>
    factsOfInstance(server, { publicIps: server.PublicIpAddresses, restriction: server.RestrictState }),
  ),
);

/** Servers: cvm 2017-03-12, DescribeInstances. */
export const { lookup, list } = instances((config, request) => new Client(config).DescribeInstances(request), instance);
