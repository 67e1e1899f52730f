import type * as z from 'zod/mini';
import { CloudApiError } from '../cloud-action.ts';

/** A request's parameters. @throws CloudApiError with the vendor's code when one has a wrong value. */
export function requestOf<Schema extends z.ZodMiniType>(
  schema: Schema,
  body: Record<string, unknown>,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new CloudApiError('InvalidParameterValue.InvalidParameterValueLimit', 'a parameter has a wrong value');
  return parsed.data;
}
