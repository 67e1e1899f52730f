import { contactKey } from '../../../../contracts/normal-forms/contact.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';

const PURPOSE = 'reachable-address';

/** How a mobile number or a mailbox is found, wherever it is stored. */
export const addressIndex = (address: string, seal: Seal): Buffer => seal.blindIndex(PURPOSE, contactKey(address));

/** Every index under which it may have been stored. */
export const addressIndexes = (address: string, seal: Seal) => seal.blindIndexes(PURPOSE, contactKey(address));
