import { siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import { type CheckHandOver, mayBegin, triesLeftOf, triesOfChecks } from '../../shared/domain/liveness/hand-over.ts';
import { handedOver } from '../../shared/domain/liveness/handed-over.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { HandOverPass } from '../../shared/ports/hand-overs.ts';
import { type OpenCommand, openCheck } from './open-check.ts';
import type { Ports } from './ports.ts';
import { showCheck } from './show-check.ts';
import { verify } from './verify.ts';

// What the site owner's phone may do without signing in: it sees whose website it is for, and nothing of the filing.

interface WithPass<Body = unknown> {
  readonly body: HandOverPass & Body;
}

/** What the other phone shows before anything else. The first device that asks is bound to the link. */
export async function openHandOver({ body }: WithPass, ports: Ports) {
  const found = await ports.handOvers.open(body, ports.clock.now());
  const { filing, tries, state } = await onPhone(ports).standing(found);
  const website = filing.contents.websites.find(({ id }) => id === found.websiteId);
  const siteOwner = website && siteOwnerOf(filing.contents, website);
  if (!website || !siteOwner) throw new Refused('hand-over.over');
  return {
    state,
    organizer: maskName(filing.contents.organizer?.name ?? ''),
    domain: filing.contents.eligibility.domain,
    siteOwner: maskName(siteOwner.name),
    consentTextVersion: ports.settings.consentTextVersion,
    triesLeft: triesLeftOf(tries),
    expiresAt: found.expiresAt,
  };
}

type Media = Pick<OpenCommand['body'], 'photoContentType' | 'videoContentType' | 'consentTextVersion'>;

/** Opens a check after the site owner's own consent, which is kept with their name, the text and the time. */
export async function openOwnCheck({ body }: WithPass<Media>, ports: Ports) {
  const command = commandOf(await onPhone(ports).beginning(body), body);
  const prepared = await openCheck.prepare(command, ports);
  return ports.transactions.inTransaction(async () => {
    // Taken back or declined meanwhile: the lock lets neither happen between this look and the commit.
    const found = await onPhone(ports).beginning(body);
    const check = await openCheck.commit(command, prepared, ports);
    const consent = { name: prepared.person.name, textVersion: body.consentTextVersion, at: ports.clock.now() };
    await ports.handOvers.addCheck(found.id, check.checkId, consent);
    return check;
  });
}

/** Verifies what the site owner's phone recorded. */
export async function verifyOwnCheck({ body }: WithPass<{ readonly checkId: string }>, ports: Ports) {
  const found = await onPhone(ports).goingOn(body);
  checkIsOf(found, body.checkId);
  return shown(await verify({ applicantId: found.applicantId, checkId: body.checkId }, ports), found, ports);
}

/** The result on the site owner's phone, also after the hand-over has ended. */
export async function showOwnCheck({ body }: WithPass<{ readonly checkId: string }>, ports: Ports) {
  const found = await ports.handOvers.lock(body);
  checkIsOf(found, body.checkId);
  return shown(await showCheck({ applicantId: found.applicantId, checkId: body.checkId }, ports), found, ports);
}

/** The site owner says that it is not them, or that they don't want to: nothing more can be recorded by this link. */
export async function declineHandOver({ body }: WithPass, ports: Ports) {
  const found = await onPhone(ports).goingOn(body);
  await ports.handOvers.decline(found.id, ports.clock.now());
  return { state: 'declined' as const };
}

const commandOf = (
  found: CheckHandOver,
  { photoContentType, videoContentType, consentTextVersion }: Media,
): OpenCommand => ({
  applicantId: found.applicantId,
  body: {
    filingId: found.filingId,
    websiteId: found.websiteId,
    photoContentType,
    videoContentType,
    consentTextVersion,
  },
});

/** Without the ids of the filing, which the other phone has no business with, and with the tries that the link has left. */
async function shown(
  { filingId: _, websiteId: __, ...view }: Awaited<ReturnType<typeof showCheck>>,
  found: CheckHandOver,
  ports: Ports,
) {
  const { tries } = await onPhone(ports).standing(found);
  return { ...view, triesLeft: Math.min(view.triesLeft, triesLeftOf(tries)) };
}

/** @throws Refused('liveness.unknown') for a check that was begun elsewhere. */
function checkIsOf({ checkIds }: CheckHandOver, checkId: string): void {
  if (!checkIds.includes(checkId)) throw new Refused('liveness.unknown');
}

const onPhone = ({ handOvers, filings, livenessChecks, clock }: Ports) =>
  handedOver({
    clock,
    lock: handOvers.lock,
    mayBegin,
    async look(found: CheckHandOver, now) {
      const [filing, all] = await Promise.all([
        filings.findOwn(found.filingId, found.applicantId),
        livenessChecks.ofFiling(found.filingId),
      ]);
      const own = all.filter(({ id }) => found.checkIds.includes(id));
      return { filing, tries: triesOfChecks(own, now) };
    },
  });
