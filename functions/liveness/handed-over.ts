import { Refused } from '../../contracts/kit/refusal.ts';
import { transferParties } from '../../shared/application/transfer-parties.ts';
import type { DeclineReason } from '../../shared/domain/liveness/hand-over.ts';
import { stopTransfer } from '../../shared/domain/record/transfer.ts';
import type { HandOverPass } from '../../shared/ports/documents/hand-overs.ts';
import { principalToCheck, siteOwnerToCheck } from './checked-person.ts';
import { consentTextFor } from './consent.ts';
import { askedBy, caseOf, type LinkCase, onPhone } from './link-case.ts';
import { type CheckCommand, openCheck, prepareOf } from './open-check.ts';
import type { Ports } from './ports.ts';
import { showResult } from './show-check.ts';
import { verifyTry } from './verify.ts';

// What the phone of a link may do without signing in. The site owner sees whose website it is for, the principal whose
// record moves, and nothing of the filing.

interface WithPass<Body = unknown> {
  readonly body: HandOverPass & Body;
}

/** What the other phone shows before anything else. The first device that asks is bound to the link. */
export async function openHandOver({ body }: WithPass, ports: Ports) {
  const found = await caseOf(await ports.handOvers.open(body, ports.clock.now()), ports);
  const { state, triesLeft } = await onPhone(ports).standing(found);
  return {
    state,
    ...askedBy(found, ports.settings),
    ...(found.transfer && (await transferParties(found.transfer.transfer, ports.accounts))),
    consentTextVersion: consentTextFor(found, ports),
    triesLeft,
    expiresAt: found.expiresAt,
  };
}

type Media = Pick<CheckCommand['body'], 'photoContentType' | 'videoContentType' | 'consentTextVersion'>;

/** Opens a check after the person's own consent, which is kept with their name, the text and the time. */
export async function openOwnCheck({ body }: WithPass<Media>, ports: Ports) {
  const first = await onPhone(ports).beginning(body);
  const command = commandOf(first, body);
  const prepared = await prepareOf(await checkedBy(first, ports), command, ports);
  return ports.transactions.inTransaction(async () => {
    // Taken back or declined meanwhile: the lock lets neither happen between this look and the commit.
    const found = await onPhone(ports).beginning(body);
    await checkedBy(found, ports);
    const check = await openCheck.commit(command, prepared, ports);
    const { name } = prepared.checked.person;
    const consent = { name, textVersion: body.consentTextVersion, at: ports.clock.now() };
    await ports.handOvers.addCheck(found.id, check.checkId, consent);
    return check;
  });
}

/** Verifies what the other phone recorded. */
export async function verifyOwnCheck({ body }: WithPass<{ readonly checkId: string }>, ports: Ports) {
  const found = await onPhone(ports).goingOn(body);
  checkIsOf(found, body.checkId);
  const { filerId: applicantId, transferId } = found;
  await verifyTry({ applicantId, checkId: body.checkId, transferId }, ports);
  return shown(found, body.checkId, ports);
}

/** The result on the other phone, also after the hand-over has ended. */
export async function showOwnCheck({ body }: WithPass<{ readonly checkId: string }>, ports: Ports) {
  const found = await caseOf(await ports.handOvers.lock(body), ports);
  checkIsOf(found, body.checkId);
  return shown(found, body.checkId, ports);
}

/**
 * The person says that it is not them, or that they don't want to: nothing more can be recorded by this link, and a
 * transfer that it is for ends.
 */
export async function declineHandOver({ body }: WithPass<{ readonly reason: DeclineReason }>, ports: Ports) {
  const { clock, handOvers, recordTransfers, transactions } = ports;
  const { transferId: id } = await onPhone(ports).goingOn(body);
  await transactions.inTransaction(async () => {
    // Before the link's row, as whoever accepts meanwhile does.
    if (id !== undefined)
      await recordTransfers.change({ id }, (transferCase) => ({ transfer: stopTransfer(transferCase, 'principal') }));
    await handOvers.decline((await handOvers.lock(body)).id, body.reason, clock.now());
  });
  return { state: 'declined' as const };
}

/** Whom a link asks now. @throws Refused as `siteOwnerToCheck` and `principalToCheck` do */
async function checkedBy({ filing, websiteId = '', transferId }: LinkCase, ports: Ports) {
  return transferId === undefined
    ? siteOwnerToCheck(filing, websiteId, ports.settings)
    : principalToCheck(filing, transferId, ports);
}

const commandOf = (
  { filerId, filingId }: LinkCase,
  { photoContentType, videoContentType, consentTextVersion }: Media,
): CheckCommand => ({
  applicantId: filerId,
  body: { filingId, photoContentType, videoContentType, consentTextVersion },
});

/** Without the ids of the filing, which the other phone has no business with, and with the tries that the link has left. */
async function shown(found: LinkCase, checkId: string, ports: Ports) {
  const view = await showResult({ applicantId: found.filerId, checkId }, ports);
  const { triesLeft } = await onPhone(ports).standing(found);
  return { ...view, triesLeft: Math.min(view.triesLeft, triesLeft) };
}

/** @throws Refused('liveness.unknown') for a check that was begun elsewhere. */
function checkIsOf({ checkIds }: LinkCase, checkId: string): void {
  if (!checkIds.includes(checkId)) throw new Refused('liveness.unknown');
}
