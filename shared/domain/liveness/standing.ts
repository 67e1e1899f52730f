import type { FilingContents } from '../filing/filing.ts';
import type { Document, DocumentSubject } from '../media/document.ts';
import { hasDied, isOfSiteOwner, type LivenessCheck, MAX_TRIES, triesTaken } from './liveness.ts';
import { cardSubjectsOf, siteOwnersCard } from './site-owner-card.ts';

/** The result of a site owner's checks for a website. */
export interface LivenessStanding {
  /**
   * `card-replaced`: they passed, but the photo has not been found to agree with the ID card that is filed now ·
   * `handed-over`: all tries have failed, and a reviewer decides by the last one.
   */
  readonly state: 'none' | 'failed' | 'passed' | 'card-replaced' | 'handed-over';
  /** The check that counts: the newest pass, otherwise the newest failure. */
  readonly check?: LivenessCheck | undefined;
  readonly triesLeft: number;
}

/** An ID card as far as checks know it. */
export type FiledCard = Pick<Document, 'id'>;

/**
 * Whether the photo of a check agrees with the site owner's ID card. Without a card there is nothing to contradict it:
 * the card is compared when it comes.
 */
export const agreesWithCard = ({ matchedCards }: LivenessCheck, card: FiledCard | undefined): boolean =>
  card === undefined || matchedCards.includes(card.id);

/**
 * @param checks those of one site owner for one website, oldest first. A later failure does not undo a pass.
 * @param card the site owner's ID card, if one is there.
 */
export function standingOf(checks: readonly LivenessCheck[], card: FiledCard | undefined, now: Date): LivenessStanding {
  const triesLeft = Math.max(0, MAX_TRIES - triesTaken(checks, now));
  const decided = decidedBy(checks, card);
  if (decided) return { state: decided.state === 'passed' ? 'passed' : 'handed-over', check: decided, triesLeft };
  const check = checks.findLast(({ state }) => state === 'passed' || state === 'failed');
  if (!check) return { state: 'none', triesLeft };
  return { state: check.state === 'passed' ? 'card-replaced' : 'failed', check, triesLeft };
}

/**
 * The result of the current site owner by website id; without an entry before the first try has ended.
 *
 * @param documents those of the filing, oldest first.
 */
export function livenessByWebsite(
  checks: readonly LivenessCheck[],
  contents: FilingContents,
  documents: readonly Document[],
  now: Date,
): Readonly<Record<string, { readonly state: Exclude<LivenessStanding['state'], 'none'>; readonly expiresAt: Date }>> {
  const current = checks.filter((check) => isOfSiteOwner(check, contents));
  const byWebsite = contents.websites.flatMap(({ id }) => {
    const ofWebsite = current.filter(({ websiteId }) => websiteId === id);
    const { state, check } = standingOf(ofWebsite, siteOwnersCard(contents, id, documents), now);
    return state === 'none' || !check ? [] : [[id, { state, expiresAt: check.expiresAt }] as const];
  });
  return Object.fromEntries(byWebsite);
}

/**
 * The checks that count beside a new ID card only if its portrait is that of their photo: of each website whose site
 * owner's card it is, the newest valid pass, and a check that may pass while the card is read.
 */
export function passesBeside(
  subject: DocumentSubject,
  checks: readonly LivenessCheck[],
  contents: FilingContents,
  now: Date,
): readonly LivenessCheck[] {
  return contents.websites
    .filter((website) => cardSubjectsOf(contents, website).includes(subject))
    .flatMap(({ id }) => {
      const ofWebsite = checks.filter((check) => check.websiteId === id && isOfSiteOwner(check, contents));
      const passed = ofWebsite.findLast(({ state, expiresAt }) => state === 'passed' && expiresAt > now);
      const running = ofWebsite.filter((check) => check.state === 'verifying' && !hasDied(check, now));
      return passed ? [passed, ...running] : running;
    });
}

/** The check that is sent to the desk: the newest pass that counts, or the last failure if no try is left. */
export function decidedBy(checks: readonly LivenessCheck[], card: FiledCard | undefined): LivenessCheck | undefined {
  const failed = checks.filter(({ state }) => state === 'failed');
  const passed = checks.findLast((check) => check.state === 'passed' && agreesWithCard(check, card));
  return passed ?? (failed.length >= MAX_TRIES ? failed.at(-1) : undefined);
}
