import { Refused } from '../../../contracts/kit/refusal.ts';
import { filingPackage, type ReceivedPackage } from '../../../contracts/review-desk/package.ts';
import { digestOf, contentHash as hashOf } from '../../../platform/edge/content-hash.ts';
import { messageBody } from '../../../platform/edge/message-body.ts';
import { factsOf, isWanted } from '../../domain/cases/case.ts';
import { dueAt, startClock } from '../../domain/cases/case-clock.ts';
import { keptUntil, reviewLimitMs } from '../../domain/staff/time-limits.ts';
import type { DocumentPlace } from '../../ports/incoming-cases.ts';
import type { Ports } from './ports.ts';

const RECEIVED = { received: true } as const;
/** At the same time: enough to be done within the service's ten seconds, few enough for the function's memory. */
const FETCHES = 4;

type LinkedDocuments = ReceivedPackage['data']['documents'];

/**
 * Takes one round of a filing in: keeps its documents while their links live, then opens a case. What was stored stays
 * when the rest fails, so that every attempt gets further. A round that is not wanted is dropped.
 *
 * @throws Refused('request.invalid'); Failed('filing-service' | 'object-store', …), after which the
 * service comes again with new links.
 */
export async function submitFiling({ rawBody }: { readonly rawBody: string }, ports: Ports): Promise<typeof RECEIVED> {
  const { clock, incomingCases } = ports;
  const { filingId, round, contentHash, data } = messageBody(rawBody, filingPackage);
  if (!isWanted(await incomingCases.known(filingId), round)) return RECEIVED;
  const { documents: linked, ...rest } = data;
  const packageData = { ...rest, documents: linked.map(({ link: _, ...document }) => document) };
  if (hashOf(packageData) !== contentHash)
    throw new Refused('request.invalid', { fields: [{ field: 'contentHash', message: '与内容不符，请重新计算。' }] });
  const places = await incomingCases.noteDocuments({ filingId, round, contentHash }, linked);
  if (!places) return RECEIVED;
  await keepAll(linked, places, ports);
  const { settings, hours } = await ports.workTimes.current();
  const caseClock = startClock(clock.now(), reviewLimitMs(settings, hours));
  const isKept = await incomingCases.receive({
    filingId,
    round,
    contentHash,
    packageJson: JSON.stringify(packageData),
    facts: factsOf(data),
    clock: caseClock,
    dueAt: dueAt(caseClock, hours),
    keptUntil: keptUntil(clock.now(), caseClock.limitMs, hours),
  });
  // Erased while the documents were fetched; of another round that is not wanted, the case keeps its documents.
  if (!isKept && (await incomingCases.known(filingId)).isErased) await removeDocuments(filingId, ports);
  return RECEIVED;
}

async function keepAll(linked: LinkedDocuments, places: readonly DocumentPlace[], ports: Ports): Promise<void> {
  const left = linked.flatMap((document) => {
    const place = places.find(({ documentId }) => documentId === document.id);
    return place && !place.isStored ? [{ ...document, objectKey: place.objectKey }] : [];
  });
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const bytes = await ports.filingService.document(next.link);
      await ports.objectStore.write(next.objectKey, bytes, next.contentType);
      await ports.incomingCases.markStored(next.objectKey, digestOf(bytes));
    }
  };
  // What is being stored is finished also when one fails: the next attempt goes on from there.
  const outcomes = await Promise.allSettled(Array.from({ length: FETCHES }, worker));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/**
 * Deletes what is stored of an erased filing, and values that somebody looks at. Places are forgotten later, when nobody
 * can be writing any more.
 */
export async function removeDocuments(
  filingId: string,
  { clearViews, incomingCases, objectStore }: Pick<Ports, 'clearViews' | 'incomingCases' | 'objectStore'>,
): Promise<void> {
  for (const key of await clearViews.leftObjects({ filingId }, MOST_DOCUMENTS)) await objectStore.remove(key);
  for (const key of await incomingCases.leftDocuments(filingId, MOST_DOCUMENTS)) await objectStore.remove(key);
}

/** As many as one filing can have: a hundred rounds with all documents of ten websites. */
const MOST_DOCUMENTS = 10_000;
