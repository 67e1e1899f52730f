import { emailKey } from './email.ts';
import { phoneForm } from './phone.ts';

/** A phone number or a mailbox to which codes go, as it is compared and counted. */
export const contactKey = (address: string): string => (address.includes('@') ? emailKey(address) : phoneForm(address));
