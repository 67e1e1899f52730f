import fc from 'fast-check';
import { CAPTURED_MESSAGES } from './captured-messages.ts';
import { CLEAR_VALUES } from './clear-values.ts';
import { CONSENT_CHECKS } from './consent-checks.ts';
import { ERASURE_STEPS } from './erasure-steps.ts';
import { LATE_CONSENT_CHECKS } from './late-consent-checks.ts';
import { LIMITS } from './limits.ts';
import { LOGGED_NAMES } from './logged-names.ts';
import { NORMAL_FORMS } from './normal-forms.ts';
import { OWNER_CHECKS } from './owner-checks.ts';
import type { Plant, PlantKind } from './plant.ts';
import { RECORD_ENDS } from './record-ends.ts';
import { VERSION_GUARDS } from './version-guards.ts';

/** Every bug that can be planted. */
export const PLANTS: readonly Plant[] = [
  ...OWNER_CHECKS,
  ...CONSENT_CHECKS,
  ...LIMITS,
  ...LOGGED_NAMES,
  ...CLEAR_VALUES,
  ...CAPTURED_MESSAGES,
  ...VERSION_GUARDS,
  ...LATE_CONSENT_CHECKS,
  ...ERASURE_STEPS,
  ...NORMAL_FORMS,
  ...RECORD_ENDS,
];

/** One bug of each of these kinds; the same seed draws the same. */
export const drawPlants = (kinds: readonly PlantKind[], seed: number): readonly Plant[] =>
  kinds.flatMap((kind) =>
    fc.sample(fc.constantFrom(...PLANTS.filter((plant) => plant.kind === kind)), { numRuns: 1, seed }),
  );

/** The text of a file with a bug. @throws Error when the text has changed so that the bug no longer fits. */
export function planted(text: string, { what, file, search, replace }: Plant): string {
  const parts = text.split(search);
  if (parts.length !== 2) throw new Error(`${file}: what is replaced for "${what}" occurs ${parts.length - 1} times`);
  return parts.join(replace);
}
