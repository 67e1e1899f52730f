import { type CloudAction, CloudApiError } from '../cloud-action.ts';

const WINDOW_MS = 1000;

/** An action that takes so many requests in any second, as documented for it, and turns away what comes on top. */
export function limited(
  perSecond: number,
  action: CloudAction,
  nowMs: () => number = () => performance.now(),
): CloudAction {
  let taken: readonly number[] = [];
  return async (request, caller) => {
    const now = nowMs();
    taken = taken.filter((at) => at > now - WINDOW_MS);
    if (taken.length >= perSecond) {
      throw new CloudApiError('RequestLimitExceeded', `more than ${perSecond} requests in a second`);
    }
    taken = [...taken, now];
    return action(request, caller);
  };
}
