import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';

/** Signs of a name that are drawn: a mark is read at a glance. */
const LONGEST_NAME = 20;

/** Who looks at a picture. */
export type Viewer = Pick<StaffCaller, 'staffId' | 'displayName'>;

/**
 * Who looks and when: their name, and the minute in Beijing. Instead of a name with a sign that can't be drawn there is the
 * beginning of their id.
 */
export function markText({ staffId, displayName }: Viewer, at: Date, canDraw: (text: string) => boolean): string {
  const beijing = new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString();
  const name = [...displayName.normalize('NFC').trim()].slice(0, LONGEST_NAME).join('').trim();
  const who = name !== '' && canDraw(name) ? name : staffId.slice(0, 8);
  return `${who} ${beijing.slice(0, 10)} ${beijing.slice(11, 16)}`;
}
