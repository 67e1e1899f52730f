import { withDots, withoutSpaces } from './characters.ts';
import { inAscii, tidyDomain } from './domain.ts';

/**
 * A mailbox as it is stored: half-width, without spaces, its domain in lower case and ASCII. What stands before the @ keeps
 * its case, which some providers tell apart. `Zhou＠EXAMPLE。com` → `Zhou@example.com`.
 */
export function emailForm(text: string): string {
  const address = withDots(withoutSpaces(text)).replace(/^mailto:/iu, '');
  const index = address.lastIndexOf('@') + 1;
  return index === 0 ? address : address.slice(0, index) + inAscii(tidyDomain(address.slice(index)));
}

/** A mailbox as it is compared and counted: providers deliver to it in any case. Dots and what follows a + stay. */
export const emailKey = (text: string): string => emailForm(text).toLowerCase();

const FORM = /^[^\s@<>()[\],;:"\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/** A mailbox in the form in which addresses are compared and sent to; undefined for what is none. */
export function mailboxOf(typed: string): string | undefined {
  const address = emailKey(typed);
  return address.length <= 254 && FORM.test(address) ? address : undefined;
}
