import type { PersonalKind } from '../../../contracts/forms/form-field.ts';
import type { ReviewPackage } from '../cases/package.ts';

/**
 * What somebody comes to see in clear: a value, by its kind · the last digits of a number, to compare in a call · a picture or film
 * as it is shown · what is covered of a picture · all that is handed in · that what they wrote has a masked value in it.
 */
export type ClearThing = PersonalKind | 'last-digits' | 'paper' | 'covered' | 'submission' | 'written';

/** What a check is made of: whoever has the case in hand sees it without a reason. */
const OF_CHECK: readonly ClearThing[] = ['name', 'address', 'paper', 'last-digits'];

/** Whether a look needs a reason, and counts against what one person may see in a day. Every look is remembered. */
export const isCounted = (thing: ClearThing, hasLease: boolean): boolean => !hasLease || !OF_CHECK.includes(thing);

/** Actions of the audit chains that tell of what somebody saw in clear. */
export const LOOKS = ['paper-opened', 'revealed', 'authority-exported'] as const;
/** And of what else they opened, looked for, or could try out. */
export const ACCESS_ACTIONS = [
  ...LOOKS,
  ...(['case-opened', 'searched', 'searched-order', 'access-read', 'access-exported', 'tie-declared'] as const),
] as const;

/** Whose a value is, by its path: `organizer`, `principal`, or `website:<id>` of a site owner, as papers name it. */
export function subjectOf(path: string, { websites }: Pick<ReviewPackage, 'websites'>): string {
  const [part, at = ''] = path.split('.');
  return part === 'websites' ? `website:${websites[Number(at)]?.id}` : part === 'principal' ? part : 'organizer';
}
