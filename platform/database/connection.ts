import { readFileSync } from 'node:fs';
import type pg from 'pg';

/**
 * The driver's settings for an address. `sslmode` means what libpq's documentation says: `verify-full` wants a
 * certificate of a known authority for the very host, `verify-ca` one of the authorities in the file `sslrootcert`,
 * whatever host it names. With either, a server without TLS is refused. The driver itself would check the host with both.
 *
 * @throws Error when the file can't be read, or when `verify-ca` has none: anyone can get a certificate of a public one.
 */
export function connectionOf(url: string): Pick<pg.ClientConfig, 'connectionString' | 'ssl'> {
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode');
  if (mode !== 'verify-full' && mode !== 'verify-ca') return { connectionString: url };
  const file = address.searchParams.get('sslrootcert');
  if (mode === 'verify-ca' && !file) throw new Error('database: sslmode=verify-ca needs sslrootcert');
  // The driver would make its own settings of these, which count before ours.
  for (const name of ['ssl', 'sslmode', 'sslrootcert']) address.searchParams.delete(name);
  return {
    connectionString: address.href,
    ssl: {
      rejectUnauthorized: true,
      ...(file ? { ca: readFileSync(file, 'utf8') } : {}),
      ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
    },
  };
}
