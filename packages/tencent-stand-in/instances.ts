import * as z from 'zod/mini';
import { CloudApiError, parametersOf } from './cloud-action.ts';
import type { WorldServer } from './world.ts';

/** A product's error codes for DescribeInstances requests. */
export interface InstanceDialect {
  readonly idPattern: RegExp;
  readonly malformedId: string;
  readonly unknownFilter: string;
  readonly outOfRange: string;
}

const instancesRequest = z.object({
  InstanceIds: z._default(z.array(z.string()).check(z.maxLength(100)), []),
  Filters: z._default(z.array(z.unknown()), []),
  Offset: z._default(z.int().check(z.nonnegative()), 0),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
});

/**
 * Selects and pages for DescribeInstances of cvm 2017-03-12 and lighthouse 2020-03-24: by at most 100 InstanceIds. A
 * well-formed unknown id is left out without an error. No filter is known here.
 */
export function selectInstances(
  servers: readonly WorldServer[],
  request: Record<string, unknown>,
  dialect: InstanceDialect,
) {
  const {
    InstanceIds: ids,
    Filters: filters,
    Offset,
    Limit,
  } = parametersOf(instancesRequest, request, dialect.outOfRange);
  if (filters.length > 0) throw new CloudApiError(dialect.unknownFilter, 'The filter name is not supported.');
  const malformed = ids.find((id) => !dialect.idPattern.test(id));
  if (malformed !== undefined) throw new CloudApiError(dialect.malformedId, 'The instance ID is malformed.');

  const selected = servers.filter((server) => ids.length === 0 || ids.includes(server.id));
  return { total: selected.length, page: selected.slice(Offset, Offset + Limit) };
}
