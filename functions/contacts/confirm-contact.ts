import type { Input } from '../../contracts/kit/contract.ts';
import { peopleIn } from '../../shared/domain/filing/contacts.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { requireRight } from '../../shared/domain/one-time-code.ts';
import { checkCode, linkState, sendCode, shown } from './contact-code.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** The contacts of everybody in a filing, and how the links stand that were sent to them. */
export async function listContacts({ applicantId, filingId }: Input<typeof contract.listContacts>, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  return withLinks(filing, ports);
}

async function withLinks(filing: Filing, ports: Ports) {
  const { contacts } = await shown(filing, peopleIn(filing.contents), ports);
  const links = (await ports.contacts.linksOf(filing.id)).map((link) => {
    const own = contacts.filter(({ person }) => person === link.person);
    const { person, expiresAt, declineReason } = link;
    return { person, expiresAt, declineReason, state: linkState(link, filing, own, ports.clock.now()) };
  });
  return { contacts, links };
}

/** Sends a code to one contact; the person reads it out to the filer. */
export async function sendContactCode(
  { applicantId, filingId, body, origin }: Input<typeof contract.sendContactCode>,
  ports: Ports,
) {
  return sendCode(await ports.filings.findOwn(filingId, applicantId), body, 'filer', origin, ports);
}

/** Confirms a contact by the code that was sent there. */
export async function confirmContact(
  { applicantId, filingId, body }: Input<typeof contract.confirmContact>,
  ports: Ports,
) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  requireRight(await checkCode(filing, body, body.code, 'filer', ports));
  return shown(filing, peopleIn(filing.contents), ports);
}
