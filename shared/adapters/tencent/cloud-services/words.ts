import * as z from 'zod/mini';
import type { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import type { CloudServiceFacts } from '../../../domain/facts.ts';

/** Name of the port, for `Failed`. */
export const PORT = 'cloud-services';

export type ResourceFacts = Omit<CloudServiceFacts, 'inMainland'>;

/** The facts of one product's resource in the region of `config`; undefined when there is none. */
export type Lookup = (
  config: ReturnType<typeof clientConfig>,
  resourceId: string,
) => Promise<ResourceFacts | undefined>;

/** A resource in a list: its id and name beside its facts. */
export interface NamedFacts {
  readonly id: string;
  readonly name: string;
  readonly facts: ResourceFacts;
}

/** One page of a product's resources in the region of `config`, from `offset` on. */
export type ListPage = (
  config: ReturnType<typeof clientConfig>,
  offset: number,
) => Promise<{ readonly total: number; readonly page: readonly NamedFacts[] }>;

/** Resources of one page: the most that cvm, lighthouse and clb return. */
export const PAGE_SIZE = 100;

/** Addresses; the field is missing or null where there are none. */
export const addresses = z.pipe(
  z.nullish(z.array(z.string())),
  z.transform((list) => list ?? []),
);
