import { alarm } from '../../../platform/edge/log.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { MOST_SEAL_BYTES, sealKey, soFarKey } from '../../application/kept-seals.ts';
import { secondsUntilRetry } from '../../domain/cases/decision.ts';
import { type SealedDay, sealText } from '../../domain/oversight/audit-chain.ts';
import { dayAt } from '../../domain/staff/working-time.ts';
import type { SealPlaceName } from '../../ports/audit-log.ts';
import type { Ports } from './ports.ts';

const MOST = 20;
/** After so many failures, ten minutes, somebody is told. */
const TOLD_AFTER = 4;

/** Seals the audit chains of each day that is over in Beijing, once what was there before is noted in them. */
export async function sealDays({ auditLog, clock, notedRows, sealPlaces }: Ports): Promise<number> {
  await notedRows.adopt();
  let sealed = 0;
  const places = ['store', ...(sealPlaces.auditor ? ['mail' as const] : [])] as const;
  for (const day of await auditLog.unsealedDays(dayAt(clock.now())))
    if (await auditLog.sealDay(day, places)) sealed += 1;
  return sealed;
}

/**
 * Brings what has moved today so far out of the database too, every ten minutes: an end that is cut off before the day is over
 * shows. What was missed is in the next one.
 */
export async function keepSealSoFar({ auditLog, clock, sealPlaces: { store } }: Ports): Promise<number> {
  const now = clock.now();
  // The timer runs each ten seconds.
  if (now.getUTCMinutes() % 10 > 0) return 0;
  const { day, key } = soFarKey(now);
  if (await store.read(key, { maxBytes: MOST_SEAL_BYTES })) return 0;
  const sealed = await auditLog.sealSoFar(day);
  if (sealed.heads.length === 0) return 0;
  await store.write(key, Buffer.from(sealText(sealed)), 'application/json');
  return 1;
}

/** Brings seals out of the database, the oldest first. One that can't be brought is tried again later. */
export async function keepSeals({ clock, sealCopies, sealPlaces }: Ports): Promise<number> {
  let kept = 0;
  for (const { sealed, place, attempts } of await sealCopies.due(MOST)) {
    const failure = await keep(sealed, place, sealPlaces);
    if (failure === undefined) {
      await sealCopies.markKept(sealed.day, place);
      kept += 1;
      continue;
    }
    const seconds = secondsUntilRetry(attempts + 1);
    await sealCopies.postpone(sealed.day, place, new Date(clock.now().getTime() + seconds * 1000));
    if (attempts + 1 >= TOLD_AFTER)
      alarm({ port: place === 'store' ? 'object-store' : 'mail', failure: 'seal-not-kept', vendorCode: failure });
  }
  return kept;
}

/** @returns why it is not kept; undefined when it is. */
async function keep(sealed: SealedDay, place: SealPlaceName, places: Ports['sealPlaces']): Promise<string | undefined> {
  const { store, auditor } = places;
  const { day } = sealed;
  const text = sealText(sealed);
  try {
    if (place === 'store') {
      // Written once: what is there under its name is not written over.
      const there = await store.read(sealKey(day), { maxBytes: MOST_SEAL_BYTES });
      if (!there) await store.write(sealKey(day), Buffer.from(text), 'application/json');
      return there && there.toString() !== text ? 'another-seal' : undefined;
    }
    const words = `请保存这封邮件。核对：npm run desk -- verify --since <保存的文件>\n\n${text}\n`;
    const mail = {
      id: `seal-${day}`,
      to: auditor?.address ?? '',
      subject: `审核工作台操作记录的封存 ${day}`,
      text: words,
    };
    const outcome = (await auditor?.mails.send(mail)) ?? 'not-set-up';
    return outcome === 'sent' ? undefined : outcome;
  } catch (error) {
    if (error instanceof Failed) return error.vendorCode ?? error.kind;
    throw error;
  }
}
