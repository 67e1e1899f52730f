import type { Seal } from '../../../platform/ports/seal.ts';

const PURPOSE = 'reachable-address';

/** How a mobile number or a mailbox is found, wherever it is stored: letters of a mailbox count in any case. */
export const addressIndex = (address: string, seal: Seal): Buffer => seal.blindIndex(PURPOSE, address.toLowerCase());

/** Every index under which it may have been stored. */
export const addressIndexes = (address: string, seal: Seal) => seal.blindIndexes(PURPOSE, address.toLowerCase());
