import type { Seal } from '../../ports/seal.ts';

/** How a mobile number or a mailbox is found, wherever it is stored: letters of a mailbox count in any case. */
export const addressIndex = (address: string, seal: Seal): Buffer =>
  seal.blindIndex('reachable-address', address.toLowerCase());
