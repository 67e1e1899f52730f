import type { Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { CONTACT_LINK, type ContactKind, type ContactPerson, contactsOf } from '../../shared/domain/filing/contacts.ts';
import { hasEnded } from '../../shared/domain/filing/machine.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import { personOf } from '../../shared/domain/messages/notifications.ts';
import { requireRight } from '../../shared/domain/one-time-code.ts';
import { checkCode, sendCode, shown } from './contact-code.ts';
import type { Ports } from './ports.ts';

interface OfFiling {
  readonly applicantId: string;
  readonly filingId: string;
}

/** Registers a link to one person. The token stays in the filer's browser and in the link: here is only its digest. */
export async function makeContactLink(
  { applicantId, filingId, body }: OfFiling & { readonly body: { person: ContactPerson; digest: string } },
  { clock, contacts, filings }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  if (hasEnded(filing.state)) throw new Refused('filing.wrong-state');
  if (contactsOf(body.person, filing.contents).length === 0) throw new Refused('contact.unknown');
  const expiresAt = new Date(clock.now().getTime() + CONTACT_LINK.expiresInSeconds * 1000);
  await contacts.saveLink({ filingId, person: body.person, tokenHash: body.digest, expiresAt });
  return { expiresAt };
}

/** The filing and person that a link is about. @throws Refused('contact-link.over') */
async function opened(token: string, { contacts, reviews }: Ports) {
  const link = await contacts.findLink(token, CONTACT_LINK.tries);
  if (!link) throw new Refused('contact-link.over');
  const filing = await reviews.findFiling(link.filingId);
  if (hasEnded(filing.state)) throw new Refused('contact-link.over');
  return { ...link, filing };
}

/** What the person sees who has a link: who files which domains, and what of theirs is to be confirmed, masked. */
export async function openContactLink({ body }: { readonly body: { readonly token: string } }, ports: Ports) {
  const { filing, person, expiresAt } = await opened(body.token, ports);
  const { eligibility, organizer, websites } = filing.contents;
  const isPerson = eligibility.organizerKind === 'individual';
  const name = personOf(person, filing.contents)?.name;
  return {
    organizer: organizer && (isPerson ? maskName(organizer.name) : organizer.name),
    domains: websites.map(({ domain }) => domain),
    name: name && maskName(name),
    expiresAt,
    ...(await shown(filing, [person], ports)),
  };
}

/** Sends a code to a contact of the person who has the link. */
export async function sendCodeByLink(
  { body, origin }: { readonly body: { readonly token: string; readonly kind: ContactKind }; readonly origin: Origin },
  ports: Ports,
) {
  const { filing, person } = await opened(body.token, ports);
  return sendCode(filing, { person, kind: body.kind }, 'link', origin, ports);
}

/** Confirms a contact by the code; the link dies after three wrong ones. */
export async function confirmByLink(
  { body }: { readonly body: { readonly token: string; readonly kind: ContactKind; readonly code: string } },
  ports: Ports,
) {
  const { filing, person } = await opened(body.token, ports);
  const check = await checkCode(filing, { person, kind: body.kind }, body.code, 'link', ports);
  if (check.outcome === 'wrong') await ports.contacts.countWrongTry(body.token);
  requireRight(check);
  return shown(filing, [person], ports);
}
