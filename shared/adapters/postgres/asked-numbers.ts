import { sql } from 'kysely';
import { certificateForm } from '../../domain/normal-forms/certificate.ts';
import { domainForm } from '../../domain/normal-forms/domain.ts';
import { phoneForm } from '../../domain/normal-forms/phone.ts';
import type { AskedNumbers } from '../../ports/asked-numbers.ts';
import type { Database, DatabaseParts } from './database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NONE = Buffer.alloc(0);
const KEY = ['account_id', 'kind', 'number_index', 'domain_index'] as const;

export const createAskedNumbers = ({ database, seal, clock }: DatabaseParts): AskedNumbers => {
  const since = () => new Date(clock.now().getTime() - DAY_MS);
  return {
    countCertificate: ({ accountId, certificateNumber, domain, prefix }, limits) =>
      database.inTransaction(async () => {
        await lockAccount(accountId, database);
        const numbers = seal.blindIndexes('asked-certificate', certificateForm(certificateNumber));
        const domains = seal.blindIndexes('asked-domain', domainForm(domain));
        const prefixes = seal.blindIndexes('asked-prefix', prefix);
        const isOwn = sql`account_id = ${accountId} and number_index in (${sql.join(numbers)})`;
        const isOfDomain = sql`domain_index in (${sql.join(domains)})`;
        const isOfPrefix = sql`prefix_index in (${sql.join(prefixes)})`;
        const { rows } = await sql<Asked>`
          select
            coalesce(bool_or(${isOwn}), false) as is_number_counted,
            coalesce(bool_or(${isOwn} and ${isOfDomain}), false) as is_counted,
            count(distinct number_index) filter (where account_id = ${accountId})::int as of_account,
            count(distinct (account_id, number_index)) filter (where ${isOfDomain})::int as with_domain,
            count(distinct (account_id, number_index)) filter (where ${isOfPrefix})::int as with_prefix
          from asked_number
          where kind = 'certificate' and asked_at > ${since()}
            and (account_id = ${accountId} or ${isOfDomain} or ${isOfPrefix})
        `.execute(database.sql);
        const [asked] = rows as [Asked];
        if (asked.is_counted) return undefined;
        if (!asked.is_number_counted && asked.of_account >= limits.numbersOfAccount) return 'numbersOfAccount';
        if (asked.with_domain >= limits.numbersWithDomain) return 'numbersWithDomain';
        if (!asked.is_number_counted && asked.with_prefix >= limits.numbersWithPrefix) return 'numbersWithPrefix';
        await database.sql
          .insertInto('asked_number')
          .values({
            account_id: accountId,
            kind: 'certificate',
            number_index: numbers[0],
            domain_index: domains[0],
            prefix_index: prefixes[0],
            asked_at: clock.now(),
          })
          .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ asked_at: clock.now() }))
          .execute();
        return undefined;
      }),

    countMobiles: (accountId, mobiles, most) =>
      database.inTransaction(async () => {
        await lockAccount(accountId, database);
        const rows = await database.sql
          .selectFrom('asked_number')
          .select('number_index')
          .where('account_id', '=', accountId)
          .where('kind', '=', 'mobile')
          .where('asked_at', '>', since())
          .execute();
        const counted = new Set(rows.map(({ number_index }) => number_index.toString('hex')));
        const indexesOf = (mobile: string) => seal.blindIndexes('asked-mobile', phoneForm(mobile));
        const isCounted = (mobile: string) => indexesOf(mobile).some((index) => counted.has(index.toString('hex')));
        const added = mobiles.filter((mobile) => !isCounted(mobile)).slice(0, Math.max(0, most - counted.size));
        for (const mobile of added)
          await database.sql
            .insertInto('asked_number')
            .values({
              account_id: accountId,
              kind: 'mobile',
              number_index: indexesOf(mobile)[0],
              domain_index: NONE,
              prefix_index: NONE,
              asked_at: clock.now(),
            })
            .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ asked_at: clock.now() }))
            .execute();
        return mobiles.filter((mobile) => isCounted(mobile) || added.includes(mobile));
      }),
  };
};

/** Concurrent questions of one account wait here, so that they can't all take the last place. */
const lockAccount = (accountId: string, { sql: database }: Database) =>
  database.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();

/** What was asked in the last day. */
interface Asked {
  readonly is_number_counted: boolean;
  readonly is_counted: boolean;
  readonly of_account: number;
  readonly with_domain: number;
  readonly with_prefix: number;
}
