import { type CloudAction, CloudApiError } from '../cloud-action.ts';

const WINDOW_MS = 1000;

/** An action with a documented rate limit, which refuses further requests within a second. */
export function limited(
  perSecond: number,
  action: CloudAction,
  nowMs: () => number = () => performance.now(),
): CloudAction {
  let taken: readonly number[] = [];
  return async (request, caller) => {
    const now = nowMs();
    taken = taken.filter((index) => index > now - WINDOW_MS);
    if (taken.length >= perSecond) {
      throw new CloudApiError('RequestLimitExceeded', `more than ${perSecond} requests in a second`);
    }
    taken = [...taken, now];
    return action(request, caller);
  };
}
