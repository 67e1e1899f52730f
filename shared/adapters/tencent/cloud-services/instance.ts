import * as z from 'zod/mini';
import { callCloudApi, type clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { type CloudApiProduct, type NamedFacts, PAGE_SIZE, PORT } from './words.ts';

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);

/** Fields that cvm and lighthouse have in common. */
export const instanceWords = {
  InstanceId: z.string(),
  InstanceName: z.string(),
  InstanceChargeType: z.string(),
  CreatedTime: time,
  ExpiredTime: z.nullish(time),
  InstanceState: z.string(),
};

/** @param restriction on the instance, `NORMAL` where there is none. */
export const factsOfInstance = (
  instance: z.output<z.ZodMiniObject<typeof instanceWords>>,
  { publicIps, restriction }: { readonly publicIps: readonly string[]; readonly restriction: string },
): NamedFacts => ({
  id: instance.InstanceId,
  name: instance.InstanceName,
  facts: {
    prepaid: instance.InstanceChargeType === 'PREPAID',
    publicIps,
    createdAt: instance.CreatedTime,
    expiresAt: instance.ExpiredTime ?? undefined,
    running: instance.InstanceState === 'RUNNING' && restriction === 'NORMAL',
  },
});

/** Looks instances up and lists them by `describe`, the call of their product. */
export function instances(
  describe: (
    config: ReturnType<typeof clientConfig>,
    request: { readonly InstanceIds: string[] } | { readonly Offset: number; readonly Limit: number },
  ) => Promise<unknown>,
  instance: z.ZodMiniType<NamedFacts>,
): CloudApiProduct {
  const described = z.object({ TotalCount: z.number(), InstanceSet: z.array(instance) });
  return {
    async lookup(config, id) {
      const answer = await callCloudApi(PORT, described, () => describe(config, { InstanceIds: [id] }));
      return answer.InstanceSet[0]?.facts;
    },
    async list(config, offset) {
      const paging = { Offset: offset, Limit: PAGE_SIZE };
      const answer = await callCloudApi(PORT, described, () => describe(config, paging));
      return { total: answer.TotalCount, page: answer.InstanceSet };
    },
  };
}
