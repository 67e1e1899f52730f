import type { FilingId } from '../../../contracts/kit/record-id.ts';
import {
  type Document,
  type DocumentKind,
  type DocumentSubject,
  GRANT_LIFETIME_SECONDS,
  isSettled,
  isUsable,
} from '../media/document.ts';
import { hasDied, type LivenessCheck } from './liveness.ts';

/** The consent that somebody else than whoever files gave on their own phone. */
export interface OwnConsent {
  readonly name: string;
  readonly textVersion: string;
  readonly at: Date;
}

/** What the person answers who declines: it isn't about them · they don't want to · they don't know who asks. */
export const DECLINE_REASONS = ['wrong-person', 'unwilling', 'unknown-asker'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Something that whoever files hands over to another phone. */
export interface HandOver {
  readonly id: string;
  /** Account of whoever files. */
  readonly applicantId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When the first device opened it; no other device can. */
  readonly openedAt?: Date | undefined;
  /** What the person on the other phone consented to there, and when. */
  readonly consent?: OwnConsent | undefined;
  /** The person on the other phone objected. */
  readonly declinedAt?: Date | undefined;
  readonly declineReason?: DeclineReason | undefined;
  /** Whoever files took it back, or handed the same over anew. */
  readonly cancelledAt?: Date | undefined;
}

/** A liveness check that is handed over: a website's to its site owner, or a transfer's to the principal. */
export interface CheckHandOver extends HandOver {
  /** The filing that its checks hang on. */
  readonly filingId: FilingId;
  /** Undefined of a transfer. */
  readonly websiteId: string | undefined;
  /** The transfer of a record; `applicantId` is then the account that takes over. */
  readonly transferId?: string | undefined;
  /** The checks that were opened on that phone. */
  readonly checkIds: readonly string[];
}

/** Documents that are photographed on another phone: one, or the sides of one certificate. */
export interface DocumentHandOver extends HandOver {
  /** Undefined for certificates before a filing. */
  readonly filingId: FilingId | undefined;
  readonly kinds: readonly DocumentKind[];
  readonly subject: DocumentSubject;
  /** Whether the phone is somebody else's: who is in the picture must consent there. */
  readonly isForOther: boolean;
  /** The documents that were begun on that phone. */
  readonly documentIds: readonly string[];
}

/** A phone `beside` the screen scans at once. Somebody `elsewhere` is reached within a day, and finds the paper. */
export const HAND_OVER_SECONDS = { beside: 30 * 60, elsewhere: 24 * 60 * 60 } as const;

/** When a link ends that is made now. */
export const handOverEnd = (now: Date, place: keyof typeof HAND_OVER_SECONDS): Date =>
  new Date(now.getTime() + HAND_OVER_SECONDS[place] * 1000);

/** Checks that may be opened by one link: each takes two of the uploads that whoever files may make in a day. */
export const MOST_HAND_OVER_CHECKS = 20;

/** Failed checks or refused pictures on the other phone after which the link is over. */
export const MAX_HAND_OVER_TRIES = 3;

/** Uploads that one link may begin: both sides of a card, each with tries and lost networks. */
export const MOST_HANDED_OVER_UPLOADS = 10;

/** Whether a document is about one person: they photograph it themselves, and agree on their phone. */
export const isPersonal = (kind: DocumentKind): boolean => kind !== 'business-licence' && kind !== 'commitment-letter';

/** Whether the person on the phone must consent there. */
export const asksConsent = ({ isForOther, kinds }: Pick<DocumentHandOver, 'isForOther' | 'kinds'>): boolean =>
  isForOther && kinds.some(isPersonal);

const SETS: readonly (readonly DocumentKind[])[] = [
  ['id-front', 'id-back'],
  ['card-front', 'card-back'],
];
const FACES: readonly DocumentKind[] = ['liveness-photo', 'liveness-video'];

/** Whether documents may be handed over together: one of a kind, or both sides of one card. Faces never. */
export function isHandOverSet(kinds: readonly DocumentKind[]): boolean {
  const [first] = kinds;
  if (first === undefined || kinds.some((kind) => FACES.includes(kind))) return false;
  return kinds.length === 1 || SETS.some((set) => set.join() === kinds.join());
}

/** `sent`: nobody has opened it · `opened`: on the other phone · `running`: a check or an upload is under way. */
export const HANDED_OVER_STATES = [
  'sent',
  'opened',
  'running',
  'passed',
  'failed',
  'declined',
  'expired',
  'cancelled',
] as const;
export type HandOverState = (typeof HANDED_OVER_STATES)[number];

/** States in which the other phone can go on. */
export const isGoingOn = (state: HandOverState): boolean => ['sent', 'opened', 'running'].includes(state);

/** Whether another check may be begun: one that runs may be finished after the link's time, but none be added. */
export const mayBegin = ({ checkIds, expiresAt }: Pick<CheckHandOver, 'checkIds' | 'expiresAt'>, now: Date): boolean =>
  expiresAt > now && checkIds.length < MOST_HAND_OVER_CHECKS;

/** The same for another upload. */
export const mayUpload = (
  { documentIds, expiresAt }: Pick<DocumentHandOver, 'documentIds' | 'expiresAt'>,
  now: Date,
): boolean => expiresAt > now && documentIds.length < MOST_HANDED_OVER_UPLOADS;

/** A link that nothing is waited for any more counts as taken back. */
export const endedWith = <Found extends Pick<HandOver, 'cancelledAt'>>(
  found: Found,
  isOver: boolean,
  now: Date,
): Found => (isOver ? { ...found, cancelledAt: found.cancelledAt ?? now } : found);

/** What has come of a hand-over on the other phone. */
export interface HandOverTries {
  readonly hasPassed: boolean;
  readonly failed: number;
  readonly isRunning: boolean;
}

type RunningCheck = Pick<LivenessCheck, 'state' | 'expiresAt' | 'createdAt'>;

/** @param checks of this hand-over, in any order. */
export const triesOfChecks = (checks: readonly RunningCheck[], now: Date): HandOverTries => ({
  hasPassed: checks.some(({ state }) => state === 'passed'),
  failed: checks.filter(({ state }) => state === 'failed').length,
  // Whoever has begun may finish: the challenge ends by itself.
  isRunning: checks.some(
    (check) =>
      (check.state === 'open' && check.expiresAt > now) || (check.state === 'verifying' && !hasDied(check, now)),
  ),
});

type TriedDocument = Pick<Document, 'kind' | 'state' | 'createdAt' | 'findings'>;

/** @param documents of this hand-over, in any order; it is done when every kind is there and can be used. */
export const triesOfDocuments = (
  kinds: readonly DocumentKind[],
  documents: readonly TriedDocument[],
  now: Date,
): HandOverTries => ({
  hasPassed: kinds.every((kind) => documents.some((document) => document.kind === kind && isUsable(document))),
  failed: documents.filter((document) => isSettled(document) && !isUsable(document)).length,
  isRunning: documents.some((document) =>
    document.state === 'waiting' ? isGranted(document, now) : !isSettled(document),
  ),
});

/** Whether its grant still lets the file come. */
const isGranted = ({ createdAt }: TriedDocument, now: Date): boolean =>
  now.getTime() - createdAt.getTime() < GRANT_LIFETIME_SECONDS * 1000;

/** Tries that remain on the other phone. */
export const triesLeftOf = ({ failed }: Pick<HandOverTries, 'failed'>): number =>
  Math.max(0, MAX_HAND_OVER_TRIES - failed);

/** Where a hand-over stands. */
export function handOverState(
  {
    cancelledAt,
    declinedAt,
    openedAt,
    expiresAt,
  }: Pick<HandOver, 'cancelledAt' | 'declinedAt' | 'openedAt' | 'expiresAt'>,
  tries: HandOverTries,
  now: Date,
): HandOverState {
  if (tries.hasPassed) return 'passed';
  if (declinedAt) return 'declined';
  if (cancelledAt) return 'cancelled';
  if (triesLeftOf(tries) === 0) return 'failed';
  if (tries.isRunning) return 'running';
  if (expiresAt <= now) return 'expired';
  return openedAt ? 'opened' : 'sent';
}

/** How a hand-over stands at both ends: its state, and the tries that are left. None are left of one that is over. */
export function standingOfHandOver(handOver: Parameters<typeof handOverState>[0], tries: HandOverTries, now: Date) {
  const state = handOverState(handOver, tries, now);
  return { state, triesLeft: isGoingOn(state) ? triesLeftOf(tries) : 0 };
}
