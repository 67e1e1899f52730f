/** Longer runs of digits are of an ID card or a phone. */
const LONG_NUMBER = /\d{7,}/;

/** Whether a text that an organizer reads, and replies log, has a number of somebody in it. */
export const namesSomebody = (text: string): boolean => LONG_NUMBER.test(text);
