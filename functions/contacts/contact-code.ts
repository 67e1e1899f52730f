import type { Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { type Contact, type ContactKind, type ContactPerson, contactsOf } from '../../shared/domain/filing/contacts.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { hasEnded, isEditable } from '../../shared/domain/filing/machine.ts';
import { maskEmail, maskPhone } from '../../shared/domain/identity/mask.ts';
import { endedWith, type HandOverState, handOverState } from '../../shared/domain/liveness/hand-over.ts';
import { CODE, type CodeCheck } from '../../shared/domain/one-time-code.ts';
import type { ConfirmedBy, ContactLink } from '../../shared/ports/accounts/contacts.ts';
import type { Ports } from './ports.ts';

/** A contact of one person, by its kind. */
export interface Wanted {
  readonly person: ContactPerson;
  readonly kind: ContactKind;
}

/** Who types the code: the filer or whoever has the link; a code for one is worth nothing to the other. */
const holderOf = ({ id }: Filing, { person, kind }: Wanted, by: ConfirmedBy): string =>
  `contact ${by} ${id} ${person} ${kind}`;

function find({ contents }: Filing, { person, kind }: Wanted): Contact {
  const contact = contactsOf(person, contents).find(({ kind: known }) => known === kind);
  if (!contact) throw new Refused('contact.unknown');
  return contact;
}

/**
 * Sends a code to a contact as it stands in the filing now.
 *
 * @throws Refused('contact.unknown') when the person has none of this kind; Refused('filing.wrong-state') for a filing
 * that has ended; and as CodeSender.
 */
export async function sendCode(filing: Filing, wanted: Wanted, by: ConfirmedBy, origin: Origin, { codeSender }: Ports) {
  if (hasEnded(filing.state)) throw new Refused('filing.wrong-state');
  const { address, kind } = find(filing, wanted);
  return codeSender.send({
    holder: holderOf(filing, wanted, by),
    message: 'contact-code',
    by: kind === 'email' ? 'mail' : 'sms',
    address,
    payer: { accountId: filing.applicantId, filingId: filing.id },
    origin,
  });
}

/** Checks a code, and notes that its address was reached: the one that it was sent to, whatever stands there now. */
export const checkCode = (
  filing: Filing,
  wanted: Wanted,
  code: string,
  by: ConfirmedBy,
  { contacts, oneTimeCodes, transactions }: Ports,
): Promise<CodeCheck> =>
  transactions.inTransaction(async () => {
    const holder = holderOf(filing, wanted, by);
    const check = await oneTimeCodes.check(holder, code, CODE.tries);
    if (check.outcome !== 'right') return check;
    await contacts.confirm(filing.id, check.address, by);
    await oneTimeCodes.forget(holder);
    return check;
  });

/** Contacts for a reply: masked, with the time of their confirmation. */
export async function shown(filing: Filing, people: readonly ContactPerson[], { contacts }: Ports) {
  const all = people.flatMap((person) => contactsOf(person, filing.contents));
  const confirmed = await contacts.confirmed(filing.id, [...new Set(all.map(({ address }) => address))]);
  const times = new Map(confirmed.map(({ address, confirmedAt }) => [address, confirmedAt]));
  return {
    contacts: all.map(({ person, kind, address }) => ({
      person,
      kind,
      address: kind === 'email' ? maskEmail(address) : maskPhone(address),
      confirmedAt: times.get(address),
    })),
  };
}

/**
 * How a link stands: the states of every hand-over. It is done when each contact of the person is confirmed, and ends
 * with a filing that can't be changed any more.
 */
export function linkState(
  link: ContactLink,
  filing: Filing,
  own: readonly { readonly confirmedAt?: Date | undefined }[],
  now: Date,
): HandOverState {
  const hasPassed = own.length > 0 && own.every(({ confirmedAt }) => confirmedAt !== undefined);
  const tries = { hasPassed, failed: link.wrongTries, isRunning: false };
  return handOverState(endedWith({ ...link, cancelledAt: undefined }, !isEditable(filing.state), now), tries, now);
}
