import { type FilingId, recordIdFrom } from '../../contracts/kit/record-id.ts';
import { toldMessage } from '../../contracts/review-desk/unreached-message.ts';
import { messageBody } from '../../platform/edge/message-body.ts';
import {
  TOLD,
  type Unreached,
  unreachedOf,
  unreachedSince,
  untoldWords,
} from '../../shared/domain/messages/unreached.ts';
import type { Ports } from './ports.ts';

const MOST_SHOWN = 100;
/** So many filings and records are looked at: one that failed by one way may have come by another. */
const MOST_READ = 1_000;

/** What reached nobody, of all filings and records, for the desk. */
export async function listUnreachedMessages(_: unknown, ports: Pick<Ports, 'clock' | 'outbox' | 'records'>) {
  const messages = [];
  for (const message of (await unreached(ports)).slice(0, MOST_SHOWN)) messages.push(await messageView(message, ports));
  return { messages };
}

/** One of these was told by phone. @throws Refused('request.invalid') */
export async function noteTold({ rawBody }: { readonly rawBody: string }, ports: Pick<Ports, 'clock' | 'outbox'>) {
  const { key } = messageBody(rawBody, toldMessage);
  const isListed = (await unreached(ports)).some((message) => message.key === key);
  if (isListed) await ports.outbox.markEnded(key, TOLD);
  return { received: true as const };
}

async function unreached({ clock, outbox }: Pick<Ports, 'clock' | 'outbox'>): Promise<readonly Unreached[]> {
  const since = unreachedSince(clock.now());
  return unreachedOf(await outbox.remindersAbout(await outbox.withFailedReminders(since, MOST_READ), since));
}

async function messageView(message: Unreached, { records }: Pick<Ports, 'records'>) {
  const { key, payload, role, at, tried } = message;
  const recordId = payload.recordId === undefined ? undefined : recordIdFrom(String(payload.recordId));
  const [newest] = recordId === undefined ? [] : await records.filingsOf(recordId);
  const filingId = newest ?? (payload.filingId as FilingId | undefined);
  const websiteId = /^site-owner:(.+)$/.exec(String(payload.recipient))?.[1];
  return {
    key,
    ...(filingId !== undefined && { filingId }),
    ...(recordId !== undefined && { recordId }),
    role,
    ...(websiteId !== undefined && { websiteId }),
    what: untoldWords(message, ''),
    at: at.toISOString(),
    tried: [...tried],
  };
}
