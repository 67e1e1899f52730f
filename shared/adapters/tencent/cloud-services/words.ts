import * as z from 'zod/mini';
import type { CloudServiceFacts } from '../../../domain/facts.ts';
import type { clientConfig } from '../client.ts';

/** Name of the port, for `Failed`. */
export const PORT = 'cloud-services';

export type ResourceFacts = Omit<CloudServiceFacts, 'inMainland'>;

/** The facts of one product's resource in the region of `config`; undefined when there is none. */
export type Lookup = (
  config: ReturnType<typeof clientConfig>,
  resourceId: string,
) => Promise<ResourceFacts | undefined>;

/** Addresses; the field is missing or null where there are none. */
export const addresses = z.pipe(
  z.nullish(z.array(z.string())),
  z.transform((list) => list ?? []),
);
