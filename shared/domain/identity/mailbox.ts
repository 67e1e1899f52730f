/** Width of letters and signs; the full stop of Chinese keyboards is no wider form of a dot. */
const halfWidth = (typed: string): string => typed.normalize('NFKC').replace(/[。｡]/gu, '.');

/** What somebody typed on a Chinese keyboard as the address they meant: `zhou＠example。com` is `zhou@example.com`. */
export const mendedMailbox = (typed: string): string => halfWidth(typed).replace(/\s+/gu, '');

const FORM = /^[^\s@<>()[\],;:"\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/** A mailbox in the form in which addresses are compared and sent to; undefined for what is none. */
export function mailboxOf(typed: string): string | undefined {
  const address = mendedMailbox(typed).toLowerCase();
  return address.length <= 254 && FORM.test(address) ? address : undefined;
}
