import * as z from 'zod/mini';
import type { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import type { CloudServiceFacts } from '../../../domain/facts.ts';

/** Name of the port, for `Failed`. */
export const PORT = 'cloud-services';

export type ResourceFacts = Omit<CloudServiceFacts, 'inMainland'>;

/** A resource in a list: its id and name beside its facts. */
export interface NamedFacts {
  readonly id: string;
  readonly name: string;
  readonly facts: ResourceFacts;
}

/** A product's resources in the region of `config`. */
export interface CloudApiProduct {
  /** The facts of one; undefined when there is none. */
  lookup(config: ReturnType<typeof clientConfig>, resourceId: string): Promise<ResourceFacts | undefined>;
  /** One page of them, from `offset` on. */
  list(
    config: ReturnType<typeof clientConfig>,
    offset: number,
  ): Promise<{ readonly total: number; readonly page: readonly NamedFacts[] }>;
}

/** Resources of one page: the most that cvm, lighthouse and clb return. */
export const PAGE_SIZE = 100;

/** Addresses; the field is missing or null where there are none. */
export const addresses = z.pipe(
  z.nullish(z.array(z.string())),
  z.transform((list) => list ?? []),
);
