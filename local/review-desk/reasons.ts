import { RETURN_REASONS, type ReturnReason } from '../../shared/domain/data/return-reasons.ts';

const general = (path: string): string => path.replace(/^websites\.\d+/, 'websites.*');

/** Usual reasons for returning a field, or for the section that it lies in. */
export const usualReasons = (path: string): readonly ReturnReason[] =>
  RETURN_REASONS.filter(({ field }) => general(path) === field || general(path).startsWith(`${field}.`));

/** What is suggested with a usual reason for a field. */
export const knownSuggestion = (path: string, reason: string): string | undefined =>
  usualReasons(path).find((usual) => usual.reason === reason)?.suggestion;
