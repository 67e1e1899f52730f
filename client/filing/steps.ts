import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { FilingView } from '../calls/messages.ts';

/** The steps of a filing in order, with their titles. */
export const STEPS = [
  { id: 'eligibility', title: '验证备案类型' },
  { id: 'organizer', title: '主体信息' },
  { id: 'website', title: '网站信息' },
  { id: 'site-owner', title: '网站负责人' },
  { id: 'liveness', title: '视频核身' },
  { id: 'materials', title: '上传材料' },
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
 * The step with a field's form, by the path that findings and flagged fields use: `organizer.name`,
 * `websites.0.siteOwner.email`, `websites.0.liveness`, `documents.id-front`. Certificates are uploaded beside the
 * fields that are read from them.
 */
export function stepOfField(path: string, organizerKind: OrganizerKind): StepId {
  const [section = '', , part = ''] = path.split('.');
  if (section === 'eligibility') return 'eligibility';
  if (section === 'organizer' || section === 'principal') return 'organizer';
  if (/^documents\.(business-licence|id-front|id-back|passport|card-front|card-back)$/.test(path)) return 'organizer';
  if (section !== 'websites') return 'materials';
  if (part === 'liveness') return 'liveness';
  if (/^websites\.\d+\.documents\.(id-front|id-back|passport|card-front|card-back)$/.test(path)) return 'site-owner';
  if (part === 'documents') return 'materials';
  if (part === 'siteOwner') return organizerKind === 'individual' ? 'organizer' : 'site-owner';
  return 'website';
}

/** The path of findings about a filing as a whole. */
export const WHOLE_FILING = 'filing';

/**
 * The step in which a field of an open filing is mended: the number that a change takes is typed with the organizer, and
 * what is about the whole filing is in its preview.
 */
export const stepToMend = (
  { filingType, organizerKind }: Pick<FilingView, 'filingType' | 'organizerKind'>,
  path: string,
): StepId => {
  if (path === WHOLE_FILING) return 'preview';
  return filingType === 'change' && path === 'eligibility.certificateNumber'
    ? 'organizer'
    : stepOfField(path, organizerKind);
};
