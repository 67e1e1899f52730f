import type { Day } from '../../contracts/kit/beijing-time.ts';
import type { ReadableKind, ReadField, ReadFields } from '../../shared/domain/media/document.ts';
import { withOwnEvidence } from '../../shared/domain/media/own-evidence.ts';
import type { PictureWarning } from '../../shared/ports/documents/ocr.ts';

/** Defects that hide print. Vendors report them without lowering their confidence in the values. */
const MAKES_UNCLEAR: readonly PictureWarning[] = ['blurred', 'reflection', 'covered', 'cut-edge', 'edited'];
export const isUnclear = (warnings: readonly PictureWarning[]): boolean =>
  warnings.some((warning) => MAKES_UNCLEAR.includes(warning));

const refuted = (read: ReadField): ReadField => ({ ...read, evidence: [...(read.evidence ?? []), 'refuted'] });

/** Marks some fields as contradicted; fields that were not read stay absent. */
export const refute = (fields: ReadFields, ...names: readonly string[]): ReadFields =>
  Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, names.includes(name) ? refuted(read) : read]));

/** The values of a picture with what speaks for each of them and against it. @param twice those that a second action has found */
export function weighedValues(
  kind: ReadableKind,
  fields: ReadFields,
  seen: { readonly warnings: readonly PictureWarning[]; readonly twice: readonly string[]; readonly today: Day },
): ReadFields {
  const { warnings, twice, today } = seen;
  const weighed = withOwnEvidence(kind, fields, { isUnclear: isUnclear(warnings), twice, today });
  return warnings.includes('validity-implausible') ? refute(weighed, 'validFrom', 'validTo') : weighed;
}
