import * as z from 'zod/mini';

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
