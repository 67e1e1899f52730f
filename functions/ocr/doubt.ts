import type { ReadField, ReadFields } from '../../shared/domain/media/document.ts';
import type { PictureWarning } from '../../shared/ports/ocr.ts';

/** Upper bound of the confidence in values from an unclear picture: too low to contradict a typed value. */
const UNCLEAR = 0.8;
const MAKES_UNCLEAR: readonly PictureWarning[] = ['blurred', 'reflection', 'covered', 'cut-edge', 'edited'];

/** Upper bound of the confidence in a value that contradicts itself or another one: the person has to check it. */
const REFUTED = 0.5;

const atMost =
  (confidence: number) =>
  (read: ReadField): ReadField => ({ ...read, confidence: Math.min(read.confidence ?? 1, confidence) });

/** A value that was contradicted. */
export const refuted = atMost(REFUTED);

/** Values of a defective picture. Vendors report the defect without lowering their confidence in the values. */
export function lessCertain(fields: ReadFields, warnings: readonly PictureWarning[]): ReadFields {
  const isUnclear = warnings.some((warning) => MAKES_UNCLEAR.includes(warning));
  const all = isUnclear ? mapped(fields, Object.keys(fields), atMost(UNCLEAR)) : fields;
  return warnings.includes('validity-implausible') ? refute(all, 'validFrom', 'validTo') : all;
}

/** Marks some fields as contradicted; fields that were not read stay absent. */
export const refute = (fields: ReadFields, ...names: readonly string[]): ReadFields => mapped(fields, names, refuted);

const mapped = (fields: ReadFields, names: readonly string[], change: (read: ReadField) => ReadField): ReadFields =>
  Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, names.includes(name) ? change(read) : read]));
