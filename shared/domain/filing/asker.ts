import { maskName } from '../identity/mask.ts';
import type { FilingContents } from './filing.ts';

/** Who asks somebody for something in a filing, as the receiver may see it: a company is public, people are masked. */
export function askerOf({ eligibility, organizer, principal }: FilingContents) {
  const isPerson = eligibility.organizerKind === 'individual';
  return {
    asker: principal && maskName(principal.name),
    organizer: organizer && (isPerson ? maskName(organizer.name) : organizer.name),
  };
}
