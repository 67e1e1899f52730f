import { codeFile } from '../config/instance.ts';

/** A database's address with the file of the authorities that may certify it, if there is one, as libpq names it. */
export function withAuthorities(databaseUrl: string, file: string | undefined): string {
  if (file === undefined) return databaseUrl;
  const url = new URL(databaseUrl);
  url.searchParams.set('sslrootcert', codeFile(file));
  return url.href;
}
