import * as z from 'zod/mini';
import { callCloudApi, type clientConfig } from '../client.ts';
import { type Lookup, PORT, type ResourceFacts } from './words.ts';

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);

/** Fields that cvm and lighthouse have in common. */
export const instanceWords = {
  InstanceChargeType: z.string(),
  CreatedTime: time,
  ExpiredTime: z.nullish(time),
  InstanceState: z.string(),
};

/** @param restriction on the instance, `NORMAL` where there is none. */
export const factsOfInstance = (
  instance: z.output<z.ZodMiniObject<typeof instanceWords>>,
  { publicIps, restriction }: { readonly publicIps: readonly string[]; readonly restriction: string },
) => ({
  prepaid: instance.InstanceChargeType === 'PREPAID',
  publicIps,
  createdAt: instance.CreatedTime,
  expiresAt: instance.ExpiredTime ?? undefined,
  running: instance.InstanceState === 'RUNNING' && restriction === 'NORMAL',
});

/** Looks an instance up by `describe`, the call of its product. */
export const instanceLookup = (
  describe: (config: ReturnType<typeof clientConfig>, InstanceIds: string[]) => Promise<unknown>,
  instance: z.ZodMiniType<ResourceFacts>,
): Lookup => {
  const described = z.object({ InstanceSet: z.array(instance) });
  return async (config, id) => (await callCloudApi(PORT, described, () => describe(config, [id]))).InstanceSet[0];
};
