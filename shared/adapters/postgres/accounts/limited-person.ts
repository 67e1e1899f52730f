import type { Selectable } from 'kysely';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

const WAYS_IN = ['id', 'openid_sealed', 'phone_sealed'] as const;

/** What of an account says whose it is. */
export type WaysIn = Pick<Selectable<Schema['account']>, 'id' | 'openid_sealed' | 'phone_sealed'>;

/**
 * By whom limits and budgets are counted: a keyed digest for each way into an account, its WeChat and its number. They
 * outlive the account, and whoever has both ways uses up both.
 *
 * @returns for each way the digest that is written, and while the key of the indexes is replaced, the other one; none for
 * an erased account.
 */
export const digestsOf = (account: WaysIn, seal: Seal): readonly (readonly [Buffer, ...Buffer[]])[] => {
  const { openid_sealed, phone_sealed } = account;
  const openid = seal.open(openid_sealed, sealedPlace('account', 'openid_sealed', account));
  const mobile = phone_sealed && seal.open(phone_sealed, sealedPlace('account', 'phone_sealed', account));
  const ways = [...(openid ? [`openid ${openid}`] : []), ...(mobile ? [`mobile ${mobile}`] : [])];
  return ways.map((way) => seal.blindIndexes('limited-person', way));
};

/** The digests under which something is counted, as text. */
export const personOf = (account: WaysIn, seal: Seal): readonly string[] =>
  digestsOf(account, seal).map(([digest]) => digest.toString('hex'));

/** The ways into an account; undefined when there is no such account. */
export const waysInto = (accountId: string, { database }: Pick<DatabaseParts, 'database'>) =>
  database.find('account', { id: accountId }, WAYS_IN);

/** The same until the running transaction ends: what the account counts meanwhile waits for it. */
export const holdWaysInto = (accountId: string, { database }: Pick<DatabaseParts, 'database'>) =>
  database.lock('account', { id: accountId }, WAYS_IN);
