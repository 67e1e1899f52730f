import * as z from 'zod/mini';
import { callCloudApi, type clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { type ListPage, type Lookup, type NamedFacts, PAGE_SIZE, PORT, type ResourceFacts } from './words.ts';

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

/** The words by which an instance is told from others. */
const identity = z.object({ InstanceId: z.string(), InstanceName: z.string() });

/** Lists instances by `describe`, the call of its product. */
export const instanceList = (
  describe: (
    config: ReturnType<typeof clientConfig>,
    paging: { readonly Offset: number; readonly Limit: number },
  ) => Promise<unknown>,
  instance: z.ZodMiniType<ResourceFacts>,
): ListPage => {
  const listed = z.object({ TotalCount: z.number(), InstanceSet: z.array(z.pipe(z.unknown(), named(instance))) });
  return async (config, offset) => {
    const { TotalCount: total, InstanceSet: page } = await callCloudApi(PORT, listed, () =>
      describe(config, { Offset: offset, Limit: PAGE_SIZE }),
    );
    return { total, page };
  };
};

const named = (instance: z.ZodMiniType<ResourceFacts>) =>
  z.transform((given: unknown): NamedFacts => {
    const { InstanceId: id, InstanceName: name } = identity.parse(given);
    return { id, name, facts: instance.parse(given) };
  });

/** Looks an instance up by `describe`, the call of its product. */
export const instanceLookup = (
  describe: (config: ReturnType<typeof clientConfig>, InstanceIds: string[]) => Promise<unknown>,
  instance: z.ZodMiniType<ResourceFacts>,
): Lookup => {
  const described = z.object({ InstanceSet: z.array(instance) });
  return async (config, id) => (await callCloudApi(PORT, described, () => describe(config, [id]))).InstanceSet[0];
};
