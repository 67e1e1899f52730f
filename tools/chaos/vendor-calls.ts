import pg from 'pg';
import type { Laptop } from '../../local/laptop.ts';

/** A call of a vendor about an account, with the time of `performance.now()`. */
export interface VendorCall {
  readonly action: string;
  readonly accountId: string;
  readonly atMs: number;
}

export interface VendorCalls {
  /** All so far, when their accounts are known. */
  all(): Promise<readonly VendorCall[]>;
  close(): Promise<void>;
}

/** Watches which accounts' pictures are sent to the vendors: a link names the object, the database its account. */
export async function watchVendorCalls({ cloudApi, addresses }: Laptop): Promise<VendorCalls> {
  const client = new pg.Client({ connectionString: addresses.database });
  await client.connect();
  const calls: Promise<readonly VendorCall[]>[] = [];
  const ownersOf = async (action: string, key: string, atMs: number): Promise<readonly VendorCall[]> => {
    const { rows } = await client.query<{ id: string }>(
      'select applicant_id as id from document where clean_key = $1',
      [key],
    );
    return rows.map(({ id }) => ({ action, accountId: id, atMs }));
  };
  cloudApi.watch((action, parameters) => {
    for (const link of [parameters.ImageUrl, parameters.VideoUrl])
      if (typeof link === 'string')
        calls.push(ownersOf(action, decodeURIComponent(new URL(link).pathname).slice(1), performance.now()));
  });
  return {
    all: async () => (await Promise.all(calls)).flat(),
    async close() {
      cloudApi.watch(() => {});
      await client.end();
    },
  };
}
