import type { Origin } from '../../contracts/kit/contract.ts';
import { type ContactKind, type ContactPerson, peopleIn } from '../../shared/domain/filing/contacts.ts';
import { requireRight } from '../../shared/domain/one-time-code.ts';
import { checkCode, sendCode, shown, type Wanted } from './contact-code.ts';
import type { Ports } from './ports.ts';

interface OfFiling {
  readonly applicantId: string;
  readonly filingId: string;
}

/** The contacts of everybody in a filing. */
export async function listContacts({ applicantId, filingId }: OfFiling, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  return shown(filing, peopleIn(filing.contents), ports);
}

/** Sends a code to one contact; the person reads it out to the filer. */
export async function sendContactCode(
  { applicantId, filingId, body, origin }: OfFiling & { readonly body: Wanted; readonly origin: Origin },
  ports: Ports,
) {
  return sendCode(await ports.filings.findOwn(filingId, applicantId), body, 'filer', origin, ports);
}

/** Confirms a contact by the code that was sent there. */
export async function confirmContact(
  {
    applicantId,
    filingId,
    body,
  }: OfFiling & { readonly body: { person: ContactPerson; kind: ContactKind; code: string } },
  ports: Ports,
) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  requireRight(await checkCode(filing, body, body.code, 'filer', ports));
  return shown(filing, peopleIn(filing.contents), ports);
}
