import sharp from 'sharp';
import type { Role } from '../../../contracts/desk/rights.ts';
import { fontLettering } from '../../../desk/adapters/fontkit/lettering.ts';
import { sharpFittedPictures } from '../../../desk/adapters/sharp/fitted-pictures.ts';
import { createMarkedPictures } from '../../../desk/adapters/sharp/marked-pictures.ts';
import { identifyStaff } from '../../../desk/application/staff-caller.ts';
import { factsOf } from '../../../desk/domain/cases/case.ts';
import { dueAt, startClock } from '../../../desk/domain/cases/case-clock.ts';
import { keptUntil, reviewLimitMs } from '../../../desk/domain/staff/time-limits.ts';
import { contract } from '../../../desk/functions/api/contract.ts';
import { room } from '../../../desk/functions/api/index.ts';
import type { FilingService } from '../../../desk/ports/filing-service.ts';
import { LETTER_FONT } from '../../../local/letter-font.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { digestOf } from '../../../platform/edge/content-hash.ts';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { whenAsked } from '../../../platform/edge/when-asked.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { memoryStore } from '../database/memory-store.ts';
import { httpEventOf, scfContext, seen } from '../scf.ts';
import { type Contents, contentsOfCase } from './desk-case.ts';
import { deskTables } from './desk-tables.ts';
import { DESK_ORIGIN, type SignedInStaff, signInStaff } from './staff.ts';

export interface DeskRoomSettings {
  readonly clock: Clock;
  readonly objectStore?: ObjectStore;
  /** By which decisions are drawn; 1 draws none. */
  readonly chance?: () => number;
  /** As the room calls it. */
  readonly filingService?: FilingService;
  /** The page's origin, once it is known. */
  readonly origin?: () => string;
}

/** How a round arrives. */
interface Round {
  readonly filingId?: string;
  readonly round?: number;
  /** Pictures of its documents by their ids; the others show the same. */
  readonly pictures?: Readonly<Record<string, Buffer>>;
}

/** A small picture of one colour. */
export const picture = (background = '#d8d0b8'): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** What a call came back with. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test names what it expects of a body
  readonly body: any;
  readonly text: string;
}

/** The room of the desk's API behind HTTP, on the desk's real tables, with staff who are signed in. */
export async function deskRoom(settings: DeskRoomSettings) {
  const { clock, objectStore = memoryStore().store, chance = () => 1, origin = () => DESK_ORIGIN } = settings;
  const tables = await deskTables(clock);
  const markedPictures = whenAsked(async () => createMarkedPictures(await fontLettering(LETTER_FONT)));
  const pictures = { markedPictures, fittedPictures: sharpFittedPictures };
  const { filingService } = settings;
  const ports = { ...tables, ...pictures, clock, objectStore, chance, filingService, ids: cryptoIds };
  const provided = Object.fromEntries(
    Object.keys(room.ports).map((name) => [name, async () => ports[name as keyof typeof ports]]),
  ) as unknown as typeof room.ports;
  const handler = httpFunction(httpRoom({ contract, ports: provided, useCases: room.useCases }), {
    identify: async () => (request) => identifyStaff({ sessions: tables.staffSessions, ownOrigin: origin() })(request),
    callerLimits: async () => tables.callerLimits,
  });

  const people = new Map<string, { readonly at: number; readonly staff: Promise<SignedInStaff> }>();

  async function signIn(name: string, ...roles: readonly Role[]): Promise<SignedInStaff> {
    const staff = await signInStaff(tables.staffSessions, name, roles, origin());
    people.set(staff.staffId, { at: clock.now().getTime(), staff: Promise.resolve(staff) });
    return staff;
  }

  /** Whoever works on is signed in as before: the identity provider has confirmed them meanwhile. */
  function stillSignedIn(by: SignedInStaff): Promise<SignedInStaff> {
    const [known, at] = [people.get(by.staffId), clock.now().getTime()];
    if (known?.at === at) return known.staff;
    const staff = signInStaff(tables.staffSessions, by.displayName, by.roles, origin());
    people.set(by.staffId, { at, staff });
    return staff;
  }

  async function call(
    by: SignedInStaff,
    route: `${string} /${string}`,
    body?: unknown,
    queryString: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const { headers } = await stillSignedIn(by);
    const reply = await handler(httpEventOf(route, { headers, body, queryString }), scfContext());
    return { status: reply.statusCode, body: seen(reply).body, text: JSON.stringify(reply) };
  }

  /** Somebody opens a paper, and their page says what came. @param reason of whoever has not the case in hand. */
  async function see(by: SignedInStaff, caseId: string, documentId: string, reason?: string): Promise<Reply> {
    const paper = `/v1/cases/${caseId}/documents/${documentId}` as const;
    const { body } = await call(by, `POST ${paper}/view`, undefined, reason ? { reason } : {});
    const key = new URL(body.url).pathname.slice(1);
    const contents = (await objectStore.read(key, { maxBytes: 1_000_000 })) ?? Buffer.alloc(0);
    return call(by, `PUT ${paper}/seen`, { sha256: digestOf(contents) });
  }

  return {
    ...tables,
    markedPictures,
    call,
    see,
    handler,
    /** The page of a list after another. */
    listAfter: (by: SignedInStaff, queue: string, after: string) =>
      call(by, `GET /v1/queues/${queue}`, undefined, { after }),
    signIn,
    stillSignedIn,
    /** The desk's timer lets a decision leave. */
    release: async (decisionId: string) =>
      tables.decisions.release(decisionId, { settings: await tables.settingsStore.current(), chance }),
    /** A round arrives with its papers, as `desk-intake` takes it. @returns the id of its case. */
    async receive(contents: Contents = {}, { filingId = cryptoIds.uuid(), round = 1, pictures = {} }: Round = {}) {
      const data = contentsOfCase(contents);
      const contentHash = 'a'.repeat(64);
      const places = await tables.incomingCases.noteDocuments({ filingId, round, contentHash }, data.documents);
      for (const { documentId, objectKey, isStored } of places ?? []) {
        if (isStored) continue;
        const bytes = pictures[documentId] ?? (await picture());
        const { contentType = 'image/jpeg' } = data.documents.find(({ id }) => id === documentId) ?? {};
        await objectStore.write(objectKey, bytes, contentType);
        await tables.incomingCases.markStored(objectKey, digestOf(bytes));
      }
      const { settings, hours } = await tables.workTimes.current();
      const caseClock = startClock(clock.now(), reviewLimitMs(settings, hours));
      await tables.incomingCases.receive({
        filingId,
        round,
        contentHash,
        packageJson: JSON.stringify(data),
        facts: factsOf(data),
        clock: caseClock,
        dueAt: dueAt(caseClock, hours),
        keptUntil: keptUntil(clock.now(), caseClock.limitMs, hours),
      });
      const [row] = await tables.test.query<{ id: string }>(
        'select id from desk.review_case where filing_id = $1 and round = $2',
        [filingId, round],
      );
      return { caseId: row?.id ?? '', filingId };
    },
  };
}

export type DeskRoom = Awaited<ReturnType<typeof deskRoom>>;
