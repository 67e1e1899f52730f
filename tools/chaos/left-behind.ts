import COS from 'cos-nodejs-sdk-v5';
import pg from 'pg';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import type { Laptop } from '../../local/laptop.ts';
import { LAPTOP_DESK_BUCKET } from '../../local/stand-ins.ts';
import { bucketName, objectStore } from '../../platform/compose/object-store.ts';
import { openSealedValue } from '../../shared/compose/sealed-columns.ts';
import { TRACES } from './seed.ts';

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What the law asks to keep names ids only; so do messages that were sent, times of the handling, and the place in a queue. */
const MAY_NAME_IDS = ['account', 'audit', 'consent', 'filing', 'filing_history', 'outbox', 'paid_call', 'quiet_time'];
const PICTURES = [Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from([0xff, 0xd8, 0xff])];

/** What belongs to people of whom nothing may be left. */
export interface Forgotten {
  /** Values that only one of them has. */
  readonly traces: ReadonlySet<string>;
  /** Ids of accounts and filings. */
  readonly ids: ReadonlySet<string>;
}

/** Every row of every table, with what is sealed opened. @returns what it has of them, as violations */
export async function leftInDatabase({ addresses }: Laptop, forgotten: Forgotten): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: addresses.database });
  await client.connect();
  const columns = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
  );
  const left = new Set<string>();
  for (const table of new Set(columns.rows.map((row) => row.table))) {
    const sealed = columns.rows.filter((row) => row.table === table && row.column.endsWith('_sealed'));
    const { rows } = await client.query(`select t.*, t::text as "whole row" from "${table}" t`);
    for (const row of rows) {
      const texts: string[] = [row['whole row']];
      for (const { column } of sealed) if (row[column]) texts.push(await openSealedValue(table, column, row));
      for (const [value] of texts.join('\n').matchAll(TRACES))
        if (forgotten.traces.has(value)) left.add(`${table} has ${value} of an erased account`);
      if (MAY_NAME_IDS.includes(table)) continue;
      for (const [id] of texts.join('\n').matchAll(UUIDS))
        if (forgotten.ids.has(id)) left.add(`${table} has a row about ${id}, which is erased`);
    }
  }
  await client.end();
  return [...left];
}

function cosOf({ addresses }: Laptop, dir: string) {
  return new COS({
    SecretId: LAPTOP_CREDENTIALS.secretId,
    SecretKey: LAPTOP_CREDENTIALS.secretKey,
    SecurityToken: LAPTOP_CREDENTIALS.token,
    Protocol: 'http:',
    Ip: new URL(addresses.cos).host,
    ConfCwd: dir,
  });
}

const placeOf = (bucket: string) => ({ Bucket: bucket, Region: LAPTOP_ACCOUNT.region });

/** From now on the buckets keep every version, so that a deletion must delete all of them. */
export async function keepVersions(laptop: Laptop, dir: string): Promise<void> {
  for (const bucket of [bucketName(), LAPTOP_DESK_BUCKET])
    await cosOf(laptop, dir).putBucketVersioning({
      ...placeOf(bucket),
      VersioningConfiguration: { Status: 'Enabled' },
    });
}

/**
 * Every key that has a version, with the time of its last one. A delete marker holds nothing: one is left where an instance dies in a
 * deletion that another one has finished.
 */
export async function keysOfAllVersions(
  laptop: Laptop,
  dir: string,
  bucket: string,
): Promise<ReadonlyMap<string, Date>> {
  const cos = cosOf(laptop, dir);
  const keys = new Map<string, Date>();
  // The SDK sends the marker of the key, but its types don't know it.
  let after = { KeyMarker: '', VersionIdMarker: '' };
  for (let isMore = true; isMore; ) {
    const { Versions, ...page } = await cos.listObjectVersions({ ...placeOf(bucket), ...after });
    for (const { Key, LastModified } of Versions) {
      const [at, before] = [new Date(LastModified), keys.get(Key)];
      keys.set(Key, before && before > at ? before : at);
    }
    isMore = page.IsTruncated === 'true';
    const { NextKeyMarker = '' } = page as { readonly NextKeyMarker?: string };
    after = { KeyMarker: NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker ?? '' };
  }
  return keys;
}

/**
 * Every version of every object that no row names: a file of somebody who is erased, or one that was to be deleted. The
 * pictures among the views are codes that belong to nobody.
 *
 * @param since views from before are gone in the cloud, where the bucket's lifecycle deletes them after a day.
 */
export async function leftInStore(laptop: Laptop, dir: string, since: Date): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: laptop.addresses.database });
  await client.connect();
  const { rows } = await client.query<{ key: string }>(
    'select incoming_key as key from document union select clean_key from document union select key from view_file',
  );
  await client.end();
  const named = new Set(rows.map(({ key }) => key));
  const left: string[] = [];
  for (const [key, at] of await keysOfAllVersions(laptop, dir, bucketName())) {
    if (named.has(key)) continue;
    const isHarmless = key.startsWith('views/') && (at < since || (await isPicture(key)));
    if (!isHarmless) left.push(`the object store has ${key}, which belongs to nobody`);
  }
  return left;
}

async function isPicture(key: string): Promise<boolean> {
  const bytes = await (await objectStore()).read(key, { maxBytes: 1_000_000 });
  return bytes !== undefined && PICTURES.some((head) => bytes.subarray(0, head.length).equals(head));
}
