import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';

/** The steps of a filing in order, with their titles. */
export const STEPS = [
  { id: 'eligibility', title: '验证备案类型' },
  { id: 'organizer', title: '主体信息' },
  { id: 'website', title: '网站信息' },
  { id: 'site-owner', title: '网站负责人' },
  { id: 'materials', title: '上传材料' },
  // A check lasts 72 hours, and a letter may wait for a printer.
  { id: 'liveness', title: '视频核身' },
  { id: 'preview', title: '预览' },
  { id: 'submission', title: '提交' },
  { id: 'progress', title: '进度' },
] as const;

export type StepId = (typeof STEPS)[number]['id'];

/** The steps of an open filing: all but the first. */
export type FilingStepId = Exclude<StepId, 'eligibility'>;

export const isFilingStep = (text: string): text is FilingStepId =>
  text !== 'eligibility' && STEPS.some(({ id }) => id === text);

export const titleOf = (step: StepId): string => STEPS.find(({ id }) => id === step)?.title ?? '';

/** The next or previous step; undefined at the ends. */
export function neighbour(step: StepId, by: 1 | -1): StepId | undefined {
  return STEPS[STEPS.findIndex(({ id }) => id === step) + by]?.id;
}

/**
 * The step where a finding or a flagged item of an open filing is mended, by its path: `organizer.name`,
 * `websites.0.siteOwner.email`, `documents.id-front`. Certificates are uploaded beside the fields that are read from them; the
 * number that was checked before the filing stands with the organizer; the preview has what is about the whole filing.
 */
export function stepOfField(path: string, organizerKind: OrganizerKind): FilingStepId {
  const [section = '', , part = ''] = path.split('.');
  if (section === 'terms') return 'submission';
  if (['eligibility', 'organizer', 'principal'].includes(section)) return 'organizer';
  if (section === 'documents') return CERTIFICATE.test(path) ? 'organizer' : 'materials';
  if (section !== 'websites') return 'preview';
  if (part === 'liveness') return 'liveness';
  if (part === 'siteOwner' || CERTIFICATE.test(path))
    return organizerKind === 'individual' ? 'organizer' : 'site-owner';
  return part === 'documents' ? 'materials' : 'website';
}
const CERTIFICATE = /documents\.(business-licence|id-front|id-back|passport|card-front|card-back)$/;

/** The query of the page of a field, and of others that are asked after it; `nextIn` reads the latter. */
export const queryOfField = (field: string, next: readonly string[] = []): string =>
  `field=${encodeURIComponent(field)}${next.length > 0 ? `&next=${encodeURIComponent(next.join(','))}` : ''}`;
export const nextIn = (next: string | null | undefined): readonly string[] => (next ? next.split(',') : []);

/** What a filing as a whole is found by, which none of its forms can mend. */
export const isOfWhole = (path: string): boolean => stepOfField(path, 'enterprise') === 'preview';
