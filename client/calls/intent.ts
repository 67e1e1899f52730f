import { ApiError } from '../../contracts/client/api-error.ts';

/**
 * One intent of a person after the other. A refusal ends one, as does success; without a reply the same key returns the outcome.
 *
 * @param newKey a new Idempotency-Key.
 */
export function createIntent(newKey: () => string) {
  let key = newKey();
  /** @throws what the call throws. */
  return async <Outcome>(call: (options: { readonly key: string }) => Promise<Outcome>): Promise<Outcome> => {
    try {
      const outcome = await call({ key });
      key = newKey();
      return outcome;
    } catch (caught) {
      if (!(caught instanceof ApiError && caught.code === 'network.lost')) key = newKey();
      throw caught;
    }
  };
}
export type Intent = ReturnType<typeof createIntent>;
