import * as z from 'zod/mini';
import { CloudApiError } from './cloud-action.ts';
import type { WorldServer } from './world.ts';

/** A product's error codes for DescribeInstances requests. */
export interface InstanceDialect {
  readonly idPattern: RegExp;
  readonly malformedId: string;
  readonly idsWithFilters: string;
  readonly unknownFilter: string;
  readonly outOfRange: string;
  readonly maxFilterValues: number;
  /** The values that a filter compares, by its name. */
  readonly filters: Readonly<Record<string, (server: WorldServer) => readonly string[]>>;
}

/**
 * Selects and pages for DescribeInstances of cvm 2017-03-12 and lighthouse 2020-03-24: by at most 100 InstanceIds or by
 * at most 10 Filters, not by both. A well-formed unknown id is left out without an error.
 */
export function selectInstances(
  servers: readonly WorldServer[],
  request: Record<string, unknown>,
  dialect: InstanceDialect,
) {
  const { InstanceIds: ids, Filters: filters, Offset, Limit } = parse(request, dialect);
  if (ids.length > 0 && filters.length > 0) {
    throw new CloudApiError(dialect.idsWithFilters, 'InstanceIds and Filters can not be specified at the same time.');
  }
  const malformed = ids.find((id) => !dialect.idPattern.test(id));
  if (malformed !== undefined) throw new CloudApiError(dialect.malformedId, 'The instance ID is malformed.');

  const selected = servers
    .filter((server) => ids.length === 0 || ids.includes(server.id))
    .filter((server) =>
      filters.every(({ Name, Values }) => {
        const look = dialect.filters[Name];
        if (!look) throw new CloudApiError(dialect.unknownFilter, 'The filter name is not supported.');
        return look(server).some((value) => Values.includes(value));
      }),
    );
  return { total: selected.length, page: selected.slice(Offset, Offset + Limit) };
}

function parse(request: Record<string, unknown>, { outOfRange, maxFilterValues }: InstanceDialect) {
  const parsed = z
    .object({
      InstanceIds: z._default(z.array(z.string()).check(z.maxLength(100)), []),
      Filters: z._default(
        z
          .array(z.object({ Name: z.string(), Values: z.array(z.string()).check(z.maxLength(maxFilterValues)) }))
          .check(z.maxLength(10)),
        [],
      ),
      Offset: z._default(z.int().check(z.nonnegative()), 0),
      Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
    })
    .safeParse(request);
  if (!parsed.success)
    throw new CloudApiError(outOfRange, `The parameter ${String(parsed.error.issues[0]?.path[0])} is invalid.`);
  return parsed.data;
}
