import { type Difference, differences, websitesToCheck } from '../../shared/domain/filing/difference.ts';
import type { CloudService, FilingContents, NumberReason } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { canBeChecked } from '../../shared/domain/liveness/liveness.ts';
import type { FilingView } from '../calls/messages.ts';
import { ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import type { NameOf } from '../kit/code-tables.ts';
import { serverText, textOf } from './preview.ts';
import { flaggedMessages } from './repair.ts';

/** One value of a change: what is filed, and what shall be. */
export interface ChangeRow {
  readonly path: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What a person reads before they begin a change. */
export const CHANGE_START = {
  title: '变更备案',
  points: [
    '表单里先填好已备案的内容，你只改有变化的项，其余不用动。',
    '备案省份和主办单位不能变更：请先注销原备案，再重新备案。因换发证照有了新证件号码的，在“主体信息”里填写。',
    '单位更名的，请先更新域名实名信息，3 个工作日后再提交，并准备名称变更证明（更名函）。',
    '已备案的网站须能正常访问，并在底部标明备案号。审核通过前，已备案的内容不变。',
  ],
  begin: '开始变更',
  agreeAndBegin: '同意并开始变更',
} as const;

/** Texts around another certificate number of the same unit. */
export const NUMBER_CHANGE = {
  label: '统一社会信用代码',
  before: '已备案的是',
  open: '证件号码有变化',
  about: '同一单位因换发证照有了新的证件号码，填写新号码，并在“上传材料”上传新、原两份证照。',
  number: '新的统一社会信用代码',
  reason: '变化的原因',
  reasons: { 're-issued': '换发证照，单位没有变', replaced: '更换为另一单位' } satisfies Readonly<
    Record<NumberReason, string>
  >,
  takeBack: '恢复为已备案的号码',
} as const;

/** Texts around what differs, and around what has moved meanwhile in the record that a filing starts from. */
export const CHANGE_TEXTS = {
  title: '变更内容',
  none: '还没有改动任何内容。请回到前面的步骤，修改有变化的项。',
  before: '变更前',
  after: '变更后',
  movedTitle: '备案信息有变化',
  moved: '你办理期间，已备案的信息有了下面的变化。确认后在新的备案信息上继续，你自己改动的项会保留。',
  ended: '这份备案已注销或不再接入本平台，这次申请不能再提交，请放弃。',
  follow: '已看过，继续办理',
  noLiveness: '这次变更不需要视频核身，直接继续下一步。',
} as const;

/** Whether a filing is a difference against a record. */
export const isChange = ({ filingType }: Pick<FilingView, 'filingType'>): boolean =>
  FILING_TYPES[filingType].approval === 'writes-difference';

/** What a change makes different, old beside new, as people read it. */
export const changeRows = (contents: FilingContents, nameOf: NameOf): readonly ChangeRow[] =>
  rowsOf(differences(contents), contents, nameOf);

/** Differences as people read them; a website is named by its domain where the record has several. */
export function rowsOf(
  all: readonly Difference[],
  { websites }: Pick<FilingContents, 'websites'>,
  nameOf: NameOf,
): readonly ChangeRow[] {
  return all.map(({ path, before, after }) => {
    const place = /^websites\.(\d+)\./.exec(path)?.[1];
    const site = place === undefined || websites.length < 2 ? '' : `${websites[Number(place)]?.domain ?? ''}：`;
    const text = (value: unknown) => valueText(path, value, nameOf);
    return { path, label: `${site}${fieldName(path)}`, before: text(before), after: text(after) };
  });
}

const FIELDS = [
  [/^organizer\./, ORGANIZER_FIELDS],
  [/^principal\.|\.siteOwner\./, PERSON_FIELDS],
  [/\.details\./, WEBSITE_FIELDS],
] as const;

function valueText(path: string, value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === '') return '无';
  if (path.endsWith('.cloudService')) return serverText(value as CloudService);
  if (Array.isArray(value) && /^websites(\.\d+)?(\.domain)?$/.test(path)) return value.join('、') || '无';
  const key = path.slice(path.lastIndexOf('.') + 1);
  const fields = FIELDS.find(([form]) => form.test(path))?.[1] ?? [];
  const field = fields.find((item) => item.key === key);
  return field ? textOf(field, value, nameOf) : String(value);
}

/** The places of the websites whose owners are checked: all, but of a change those concerned. */
const placesToCheck = (view: FilingView, contents: FilingContents | undefined): readonly number[] =>
  isChange(view) && contents ? websitesToCheck(contents) : view.websites.map((_, place) => place);

/** Whose face is checked, website by website. An individual files for themselves: the principal owns every website. */
export const ownersToCheck = (view: FilingView, contents: FilingContents | undefined) =>
  placesToCheck(view, contents).flatMap((place) => {
    const website = view.websites[place];
    if (!website) return [];
    const { websiteId, domain } = website;
    const owner = view.organizerKind === 'individual' ? contents?.principal : contents?.websites[place]?.siteOwner;
    const path = `websites.${place}.liveness`;
    return {
      ...{ websiteId, domain, path, name: owner?.name ?? '', flagged: flaggedMessages(view.flagged, path) },
      /** Their certificate can't be read by a machine. */
      isOther: owner !== undefined && !canBeChecked(owner),
    };
  });
