import { Refused } from '../../../contracts/kit/refusal.ts';
import type { Filing, FilingContents, Person } from './filing.ts';
import { FILING_TYPES, partOf } from './filing-types.ts';
import { isEditable } from './machine.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of the values that differ, e.g. `organizer.address.detail`. A list counts as one value. */
export function changedPaths(before: unknown, after: unknown, path: string): readonly string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => changedPaths(before[key], after[key], `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);

/**
 * The forms that documents or a liveness check prove. A correction of these forms may need new proof: another person
 * has other documents.
 */
function formsProvenBy(path: string): readonly string[] {
  const website = /^(websites\.\d+)\.(documents|liveness)\b/.exec(path)?.[1];
  if (website) return [`${website}.siteOwner`, `${website}.details.preApprovals`, 'principal'];
  return isWithin(path, 'documents') ? ['organizer', 'principal'] : [];
}

/**
 * Whether flagging `flagged` opens `path`: the same field, a field of the flagged section, or proof of what was
 * flagged.
 */
const opens = (flagged: string, path: string): boolean =>
  isWithin(path, flagged) || formsProvenBy(path).some((form) => isWithin(flagged, form));

/**
 * The paths of fields that were not asked yet when a form was saved, and are required today. They may be answered while a
 * filing can be edited, whatever is flagged: otherwise a filing that was returned earlier could never be handed in again.
 */
export function neverAsked({ eligibility, organizer, principal, websites }: FilingContents): readonly string[] {
  const isEnterprise = eligibility.organizerKind === 'enterprise';
  const lacksPhone = (person: Person | undefined) => person !== undefined && person.officePhone === undefined;
  return [
    ...(isEnterprise && organizer && organizer.legalRepresentative === undefined
      ? ['organizer.legalRepresentative']
      : []),
    ...(lacksPhone(principal) ? ['principal.officePhone'] : []),
    ...websites.flatMap(({ siteOwner }, place) =>
      lacksPhone(siteOwner) ? [`websites.${place}.siteOwner.officePhone`] : [],
    ),
  ];
}

/**
 * In a returned filing only the flagged fields may change (PR-05); in a draft every field may.
 *
 * @param paths the fields to be changed, e.g. from `changedPaths`.
 * @throws Refused('filing.wrong-state') while the filing can't be edited, Refused('filing.field-closed') with the
 * closed fields.
 */
export function checkOpen(filing: Pick<Filing, 'state' | 'flagged'>, paths: readonly string[]): void {
  if (!isEditable(filing.state)) throw new Refused('filing.wrong-state', { state: filing.state, event: 'save' });
  if (filing.state === 'draft') return;
  const closed = paths.filter((path) => !filing.flagged.some(({ field }) => opens(field, path)));
  if (closed.length === 0) return;
  throw new Refused('filing.field-closed', {
    fields: closed.map((field) => ({ field, message: '本轮未要求修改这一项，请恢复原来的内容。' })),
  });
}

/** Whether a filing that was begun from a record shows a value and never changes it. */
export function isFixed(
  { filingType, startedFrom }: Pick<Filing, 'filingType' | 'startedFrom'>,
  path: string,
): boolean {
  const part = partOf(path);
  return (
    startedFrom !== undefined &&
    part !== undefined &&
    ['fixed', 'prefilled'].includes(FILING_TYPES[filingType].fields[part])
  );
}

/**
 * Whether a filing of this type may have another value there at all.
 *
 * @throws Refused('filing.field-fixed') with the fields that it shows and never changes.
 */
export function checkAllowed(filing: Filing, paths: readonly string[]): void {
  const fixed = paths.filter((path) => isFixed(filing, path));
  if (fixed.length === 0) return;
  throw new Refused('filing.field-fixed', {
    fields: fixed.map((field) => ({
      field,
      message: '这一项以已备案的为准，这次不能修改；如有变化，请先办理变更备案。',
    })),
  });
}
