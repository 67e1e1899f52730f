import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { askerOf } from '../../shared/domain/filing/asker.ts';
import { contactsOf } from '../../shared/domain/filing/contacts.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import { handOverEnd, isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { personOf } from '../../shared/domain/messages/notifications.ts';
import { requireRight } from '../../shared/domain/one-time-code.ts';
import { checkCode, linkState, sendCode, shown } from './contact-code.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** Registers a link to one person. The token stays in the filer's browser and in the link: here is only its digest. */
export async function makeContactLink(
  { applicantId, filingId, body }: Input<typeof contract.makeContactLink>,
  { clock, contacts, filings }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  if (!isEditable(filing.state)) throw new Refused('filing.wrong-state');
  if (contactsOf(body.person, filing.contents).length === 0) throw new Refused('contact.unknown');
  const expiresAt = handOverEnd(clock.now(), 'elsewhere');
  await contacts.saveLink({ filingId, person: body.person, tokenHash: body.digest, expiresAt });
  return { expiresAt };
}

/** A link with its filing, and how it stands. @throws Refused('contact-link.over') when there is none. */
async function found(token: string, ports: Ports) {
  const link = await ports.contacts.findLink(token);
  if (!link) throw new Refused('contact-link.over');
  const filing = await ports.reviews.findFiling(link.filingId);
  const { contacts } = await shown(filing, [link.person], ports);
  return { ...link, filing, contacts, state: linkState(link, filing, contacts, ports.clock.now()) };
}

/** The same of a link by which something may be done. @throws Refused('contact-link.over') when it is over. */
async function goingOn(token: string, ports: Ports) {
  const link = await found(token, ports);
  if (!isGoingOn(link.state)) throw new Refused('contact-link.over');
  return link;
}

/** What the person sees who has a link: who files which domains, and what of theirs is to be confirmed, masked. */
export async function openContactLink({ body }: Input<typeof contract.openContactLink>, ports: Ports) {
  await ports.contacts.openLink(body.token);
  const { filing, person, expiresAt, state, contacts } = await found(body.token, ports);
  const name = personOf(person, filing.contents)?.name;
  return {
    state,
    ...askerOf(filing.contents),
    domains: filing.contents.websites.map(({ domain }) => domain),
    name: name && maskName(name),
    expiresAt,
    contacts: isGoingOn(state) ? contacts : [],
  };
}

/** The person says that it is not them, or that they don't want to: no code can be had by this link any more. */
export async function declineContactLink({ body }: Input<typeof contract.declineContactLink>, ports: Ports) {
  await goingOn(body.token, ports);
  await ports.contacts.declineLink(body.token, body.reason);
  return { state: 'declined' as const };
}

/** Sends a code to a contact of the person who has the link. */
export async function sendCodeByLink({ body, origin }: Input<typeof contract.sendCodeByLink>, ports: Ports) {
  const { filing, person } = await goingOn(body.token, ports);
  return sendCode(filing, { person, kind: body.kind }, 'link', origin, ports);
}

/** Confirms a contact by the code; the link dies after three wrong ones. */
export async function confirmByLink({ body }: Input<typeof contract.confirmByLink>, ports: Ports) {
  const { filing, person } = await goingOn(body.token, ports);
  const check = await checkCode(filing, { person, kind: body.kind }, body.code, 'link', ports);
  if (check.outcome === 'wrong') await ports.contacts.countWrongTry(body.token);
  requireRight(check);
  return shown(filing, [person], ports);
}
