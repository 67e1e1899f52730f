/** SQL expressions over the number `n` of a row that several tables of `Filled` share. */

/** A random-looking id of one row, always the same. */
export const id = (kind: string, n = 'n') => `md5('${kind}' || ${n})::uuid`;
/** As many bytes as `text` has been sealed into. */
export const sealed = (bytes: number) => `convert_to(repeat(md5(n::text), ${Math.ceil(bytes / 32)}), 'UTF8')`;
export const index = (kind: string, n = 'n') => `sha256(convert_to('${kind}' || ${n}, 'UTF8'))`;
export const key = (kind: string, n = 'n') => `'${kind}/' || md5('${kind}' || ${n})`;

export const YEAR = `interval '365 days'`;
/** A time before now, the newest row last. */
export const since = (interval: string) => `:now::timestamptz - interval '${interval}' * (1 - n / :rows)`;
/** The same of the last year. In seconds, as days would be counted by the calendar, which takes longer. */
export const at = () => since('31536000 seconds');

/** One filing in five hundred belongs to the account of an integrator, which is the first. All of those are approved. */
export const OWNER = `case when n % 500 = 0 then ${id('account', '1')} else ${id('account')} end`;
/** By its number, and drafts and filings under review are the newest. */
export const STATE = `case
  when n % 500 = 0 then 'approved'
  when n > $1 * 0.99 then 'draft'
  when n > $1 * 0.98 then 'submitted'
  when n > $1 * 0.96 then 'queued'
  when n > $1 * 0.95 then 'sms-verification'
  when n > $1 * 0.93 then 'authority-review'
  when n > $1 * 0.92 then 'returned'
  when n % 100 < 3 then 'expired'
  when n % 100 < 5 then 'abandoned'
  when n % 1000 = 5 then 'revoked'
  else 'approved' end`;
export const IS_UNDER_REVIEW = `(${STATE}) in ('submitted', 'queued', 'sms-verification', 'authority-review')`;
export const HAS_ENDED = `(${STATE}) in ('expired', 'abandoned', 'revoked')`;
export const IS_ERASED = `(${HAS_ENDED} and n < $1 * 0.9)`;

export const IS_APPROVED = `(${STATE}) = 'approved'`;
export const NUMBER = `substr('粤京沪苏浙', (n % 5 + 1)::int, 1) || 'ICP备' || n || '号'`;

/** The pairs of parts of a look: eighteen of eight bytes. */
export const PAIRS = `array(select substring(sha256(convert_to(n || ':' || pair, 'UTF8')) from 1 for 8)
  from generate_series(1, 18) pair)`;

/** Rows of a table that has `per` rows for each filing: the number of their filing. */
export const ofFiling = (per: number) => `((n - 1) / ${per} + 1)`;
