import type { ReadField, ReadFields } from '../../shared/domain/media/document.ts';
import type { PictureWarning } from '../../shared/ports/ocr.ts';

/** Confidence in what was read from a picture that is not clear, at most: below what counts against a typed value. */
const UNCLEAR = 0.8;
const MAKES_UNCLEAR: readonly PictureWarning[] = ['blurred', 'reflection', 'covered', 'cut-edge', 'edited'];

/** Confidence in a value that contradicts itself or another one, at most: the person has to look. */
const REFUTED = 0.5;

const atMost =
  (confidence: number) =>
  (read: ReadField): ReadField => ({ ...read, confidence: Math.min(read.confidence, confidence) });

/** A value that something speaks against. */
export const refuted = atMost(REFUTED);

/** Values of a picture that something is the matter with: a vendor says so of the picture, and stays as sure of the values. */
export function lessCertain(fields: ReadFields, warnings: readonly PictureWarning[]): ReadFields {
  const isUnclear = warnings.some((warning) => MAKES_UNCLEAR.includes(warning));
  const all = isUnclear ? mapped(fields, Object.keys(fields), atMost(UNCLEAR)) : fields;
  return warnings.includes('validity-implausible') ? refute(all, 'validFrom', 'validTo') : all;
}

/** Fields of which some are refuted; those that were not read stay absent. */
export const refute = (fields: ReadFields, ...names: readonly string[]): ReadFields => mapped(fields, names, refuted);

const mapped = (fields: ReadFields, names: readonly string[], change: (read: ReadField) => ReadField): ReadFields =>
  Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, names.includes(name) ? change(read) : read]));
