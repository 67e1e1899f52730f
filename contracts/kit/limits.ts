/**
 * How often an operation may be called, and per what: `account` counts the person whose account it is, so that an erased
 * account and a new one count together. Behind a mobile network many people share one address; of IPv6
 * addresses the first 64 bits count.
 */
export interface Limit {
  readonly per: 'account' | 'address';
  readonly times: number;
  readonly seconds: number;
}

/** An operation without a limit, and the reason why it needs none. */
export interface Unlimited {
  readonly unlimited: string;
}

/** What every operation states: at least one limit, or why there is none. */
export type Limits = readonly [Limit, ...Limit[]] | Unlimited;

/** How many calls of one operation may run at the same time, for all instances together. */
export interface AtOnce {
  readonly per: Limit['per'];
  readonly most: number;
}
