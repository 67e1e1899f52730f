import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';

const PURPOSE = 'certificate';

/** How the number of an organizer's certificate is found, wherever it is stored. */
export const certificateIndex = (number: string, seal: Seal): Buffer =>
  seal.blindIndex(PURPOSE, certificateForm(number));

/** Every index under which it may have been stored. */
export const certificateIndexes = (number: string, seal: Seal) => seal.blindIndexes(PURPOSE, certificateForm(number));
