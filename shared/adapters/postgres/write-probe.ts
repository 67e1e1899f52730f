/**
 * A statement that writes a row and takes it back. A database that is full (53100) or read-only (25006) still answers every
 * question.
 *
 * @param insert of a row that collides with no other.
 */
const writeProbe = (insert: string): string =>
  `do $$ begin ${insert}; raise sqlstate 'ICP02'; exception when sqlstate 'ICP02' then null; end $$`;

/** For the role of the filing service's functions. */
export const FILING_PROBE = writeProbe(
  'insert into rate_limit (name, next_at) values (gen_random_uuid()::text, now())',
);

/** For the role of the desk's functions. */
export const DESK_PROBE = writeProbe(
  `insert into desk.sign_in_try (secret_hash, began_at) values (uuid_send(gen_random_uuid()), now())`,
);
