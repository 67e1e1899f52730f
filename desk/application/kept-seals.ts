import type { ObjectStore } from '../../platform/ports/object-store.ts';
import { dayAt } from '../domain/staff/working-time.ts';
import type { KeptSeal } from '../ports/audit-log.ts';

const FOLDER = 'seals/';
/** What has moved on a day that is not over: of use until the day itself is sealed. */
const SO_FAR = `${FOLDER}today/`;
const [HOUR_MS, DAY_MS] = [60 * 60 * 1000, 24 * 60 * 60 * 1000];
/** Beyond every day's: a head takes a hundred bytes. */
export const MOST_SEAL_BYTES = 256 * 1024 * 1024;

/** The object with the seal of a day. */
export const sealKey = (day: string): string => `${FOLDER}${day}.json`;

/** The object with the seal of a day so far, and how that seal names its day: with the ten minutes in Beijing, `2026-11-26T10-20`. */
export function soFarKey(now: Date): { readonly day: string; readonly key: string } {
  const time = new Date(now.getTime() + 8 * HOUR_MS).toISOString();
  const day = `${time.slice(0, 15)}0`.replace(':', '-');
  return { day, key: `${SO_FAR}${day}.json` };
}

/**
 * The seals that are kept in the object store, each in all its versions: of all days, and of today and yesterday so far.
 *
 * @throws Failed('object-store', …)
 */
export async function keptSeals(
  store: Pick<ObjectStore, 'read' | 'versions'>,
  now: Date,
): Promise<readonly KeptSeal[]> {
  const lately = [new Date(now.getTime() - DAY_MS), now].map((instant) => SO_FAR + dayAt(instant));
  const texts = new Map<string, string[]>();
  // Days begin with a 2.
  for (const prefix of [`${FOLDER}2`, ...lately])
    for (const { key, versionId, isDeleted } of await store.versions(prefix)) {
      const body = isDeleted ? undefined : await store.read(key, { versionId, maxBytes: MOST_SEAL_BYTES });
      const text = body?.toString() ?? '';
      const day = key.slice(key.lastIndexOf('/') + 1, -'.json'.length);
      // The newest version comes first, and deletions last of all.
      const known = texts.get(day) ?? [];
      texts.set(day, isDeleted ? [...known, text] : [text, ...known]);
    }
  return [...texts].map(([day, ofDay]) => ({ day, texts: ofDay }));
}

/** The seal in a text that an auditor has kept: a mail, a file or the seal itself, with the line breaks that mail has made. */
export function seenSeal(text: string): KeptSeal {
  const seal = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1).replace(/\s/g, '');
  const [, day = '封存'] = /"day":"([\dT-]+)"/.exec(seal) ?? [];
  return { day, texts: [seal] };
}
