import { sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { domainForm } from '../../../../contracts/normal-forms/domain.ts';
import { phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import type { AskedNumbers } from '../../../ports/accounts/asked-numbers.ts';
import type { DatabaseParts } from '../database.ts';
import { digestsOf, holdWaysInto } from './limited-person.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NONE = Buffer.alloc(0);

export const createAskedNumbers = ({ database, seal, clock }: DatabaseParts): AskedNumbers => {
  const since = () => new Date(clock.now().getTime() - DAY_MS);

  /**
   * Whose questions those of an account are. Its concurrent questions wait here, so that they can't all take the last place.
   *
   * @returns the digests under which they are written, and what finds all of theirs.
   */
  const askerOf = async (accountId: string) => {
    const account = await holdWaysInto(accountId, { database });
    const digests = account ? digestsOf(account, seal) : [];
    if (digests.length === 0) throw new Refused('session.invalid');
    const isOwn = sql<boolean>`person_indexes && array[${sql.join(digests.flat())}]::bytea[]`;
    return { person_indexes: digests.map(([digest]) => digest), isOwn };
  };

  return {
    countCertificate: ({ accountId, certificateNumber, domain, prefix }, limits) =>
      database.inTransaction(async () => {
        const { person_indexes, isOwn: isTheirs } = await askerOf(accountId);
        const numbers = seal.blindIndexes('asked-certificate', certificateForm(certificateNumber));
        const domains = seal.blindIndexes('asked-domain', domainForm(domain));
        const prefixes = seal.blindIndexes('asked-prefix', prefix);
        const isOwn = sql`${isTheirs} and number_index in (${sql.join(numbers)})`;
        const isOfDomain = sql`domain_index in (${sql.join(domains)})`;
        const isOfPrefix = sql`prefix_index in (${sql.join(prefixes)})`;
        const { rows } = await sql<Asked>`
          select
            coalesce(bool_or(${isOwn}), false) as is_number_counted,
            coalesce(bool_or(${isOwn} and ${isOfDomain}), false) as is_counted,
            count(distinct number_index) filter (where ${isTheirs})::int as of_account,
            count(distinct (person_indexes, number_index)) filter (where ${isOfDomain})::int as with_domain,
            count(distinct (person_indexes, number_index)) filter (where ${isOfPrefix})::int as with_prefix
          from asked_number
          where kind = 'certificate' and asked_at > ${since()}
            and (${isTheirs} or ${isOfDomain} or ${isOfPrefix})
        `.execute(database.sql);
        const [asked] = rows as [Asked];
        if (asked.is_counted) return undefined;
        if (!asked.is_number_counted && asked.of_account >= limits.numbersOfAccount) return 'numbersOfAccount';
        if (asked.with_domain >= limits.numbersWithDomain) return 'numbersWithDomain';
        if (!asked.is_number_counted && asked.with_prefix >= limits.numbersWithPrefix) return 'numbersWithPrefix';
        const key = {
          person_indexes,
          kind: 'certificate',
          number_index: numbers[0],
          domain_index: domains[0],
        } as const;
        await database.put('asked_number', key, { prefix_index: prefixes[0], asked_at: clock.now() });
        return undefined;
      }),

    countMobiles: (accountId, mobiles, most) =>
      database.inTransaction(async () => {
        const { person_indexes, isOwn } = await askerOf(accountId);
        const rows = await database.sql
          .selectFrom('asked_number')
          .select('number_index')
          .where(isOwn)
          .where('kind', '=', 'mobile')
          .where('asked_at', '>', since())
          .execute();
        const counted = new Set(rows.map(({ number_index }) => number_index.toString('hex')));
        const indexesOf = (mobile: string) => seal.blindIndexes('asked-mobile', phoneForm(mobile));
        const isCounted = (mobile: string) => indexesOf(mobile).some((index) => counted.has(index.toString('hex')));
        const added = mobiles.filter((mobile) => !isCounted(mobile)).slice(0, Math.max(0, most - counted.size));
        for (const mobile of added) {
          const key = {
            person_indexes,
            kind: 'mobile',
            number_index: indexesOf(mobile)[0],
            domain_index: NONE,
          } as const;
          await database.put('asked_number', key, { prefix_index: NONE, asked_at: clock.now() });
        }
        return mobiles.filter((mobile) => isCounted(mobile) || added.includes(mobile));
      }),
  };
};

/** What was asked in the last day. */
interface Asked {
  readonly is_number_counted: boolean;
  readonly is_counted: boolean;
  readonly of_account: number;
  readonly with_domain: number;
  readonly with_prefix: number;
}
