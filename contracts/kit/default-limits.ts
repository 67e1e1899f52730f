import type { Limit } from './limits.ts';

// The usual limits of operations. A person with a page open needs a call every few seconds at most, and a front end that
// retries without a pause has ten minutes to notice that it is refused.

/** At most `times` calls by one account within `seconds`. */
export const perAccount = (times: number, seconds = 3600): readonly [Limit] => [{ per: 'account', times, seconds }];

/** For what only reads the database. */
export const READ_LIMITS = perAccount(1200, 600);

/** For what writes, or makes a link to values in clear, which is an object in the store. */
export const WRITE_LIMITS = perAccount(600, 600);

/** For tables that everybody may read, of up to 105 KB; a front end asks for each once an hour. */
export const TABLE_LIMITS = [{ per: 'address', times: 120, seconds: 60 }] as const;

/** For signing in and renewing: bounds a flood for seconds, so that no failed tries keep out who shares their address. */
export const SIGN_IN_LIMITS = [{ per: 'address', times: 300, seconds: 5 }] as const;

/** For what asks registries or the cloud account. */
export const QUERY_LIMITS = perAccount(120, 600);
