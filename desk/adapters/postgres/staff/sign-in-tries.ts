import { createHash } from 'node:crypto';
import { TRY_SECONDS } from '../../../domain/staff/sign-in.ts';
import type { SignInTries } from '../../../ports/sign-in-tries.ts';
import type { DeskParts } from '../desk-database.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

export const createSignInTries = ({ database, clock }: Pick<DeskParts, 'database' | 'clock'>): SignInTries => ({
  async begin(secret) {
    await database.add('desk.sign_in_try', { secret_hash: sha256(secret), began_at: clock.now() });
  },

  async use(secret) {
    const { numDeletedRows } = await database.sql
      .deleteFrom('desk.sign_in_try')
      .where('secret_hash', '=', sha256(secret))
      .where('began_at', '>', new Date(clock.now().getTime() - TRY_SECONDS * 1000))
      .executeTakeFirst();
    return numDeletedRows === 1n;
  },
});
