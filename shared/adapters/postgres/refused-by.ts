import { Refused } from '../../../contracts/kit/refusal.ts';

/**
 * For `catch` behind a query: throws the refusal when the query violates the constraint of this name, or else the error
 * as it is. It doesn't ask for the driver's class, so that the driver is loaded with the first query only.
 */
export function refusedBy(constraint: string, ...refusal: ConstructorParameters<typeof Refused>) {
  return (error: unknown): never => {
    if ((error as { readonly constraint?: unknown }).constraint === constraint) throw new Refused(...refusal);
    throw error;
  };
}
