import type * as z from 'zod/mini';
import { parametersOf } from '../cloud-action.ts';

/** A request's parameters. @throws CloudApiError with the product's own code when one has a wrong value. */
export const requestOf = <Schema extends z.ZodMiniType>(schema: Schema, body: Record<string, unknown>) =>
  parametersOf(schema, body, 'InvalidParameterValue.InvalidParameterValueLimit');
