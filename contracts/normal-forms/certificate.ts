import { withHyphens, withoutSpaces } from './characters.ts';

/**
 * The number of a certificate, of an organizer or of a person, as it is stored and compared: half-width, in upper case,
 * without spaces and dashes. `440305 1988-0615 997x` → `44030519880615997X`.
 */
export const certificateForm = (text: string): string =>
  withHyphens(withoutSpaces(text)).replace(/-/g, '').toUpperCase();
