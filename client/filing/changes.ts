import { type Difference, differences, websitesToCheck } from '../../shared/domain/filing/difference.ts';
import type { CloudService, FilingContents, NumberReason, Person } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES } from '../../shared/domain/filing/filing-types.ts';
import { sitesOfFormer } from '../../shared/domain/filing/former-principal.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { canBeChecked, isSamePerson } from '../../shared/domain/liveness/liveness.ts';
import type { FilingView, Input, Reply } from '../calls/messages.ts';
import { ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import type { NameOf } from '../kit/code-tables.ts';
import type { OpenFiling } from './open-filing.ts';
import { serverText, textOf } from './preview.ts';

/** One value of a change: what is filed, and what shall be. */
export interface ChangeRow {
  readonly path: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What a person reads and chooses before they begin a change. */
export const CHANGE_START = {
  title: '要改什么？',
  about: '勾几样，就只问这几样。没勾的原样保留。',
  organizer: '主体',
  first: '先勾选要改的内容。',
  again: '改别的，或少改几样',
  aboutAgain: '已选的打着勾。再勾几样就再问几样；取消勾的，改回已备案的内容。',
  more: '变更以前要知道',
  points: [
    '备案省份和主办单位不能变更：请先办理注销主体，再重新办理首次备案。',
    '主体负责人已离职或更换的，换成新的人；原负责人也是网站负责人的，可以一并换掉。',
    '单位更名的，请先更新域名实名信息，3 个工作日后再提交，并准备名称变更证明（更名函）。',
    '已备案的网站须能正常访问，并在底部标明备案号。审核通过前，已备案的内容不变。',
  ],
} as const;

/** What the button says that begins it. @param agrees whether it gives consent, too */
export const beginWords = (chosen: number, agrees: boolean): string =>
  `${agrees ? '同意，' : ''}${chosen > 0 ? `只改这 ${chosen} 样` : '开始变更'}`;

type ChangeNeeds = Reply<'listChangeNeeds'>['needs'][number];

const TOPICS: Readonly<Record<ChangeNeeds['topic'], string>> = {
  mobile: '主体负责人的手机号码',
  contacts: '主体负责人的办公室电话、应急电话或邮箱',
  address: '通信地址',
  name: '主办者名称',
  licence: '证件上的住所、法人等',
  number: '统一社会信用代码（换发了执照）',
  principal: '主体负责人',
  card: '主体负责人的证件换了新的（有效期变了）',
  website: '网站名称和网址',
  contents: '网站内容',
  approvals: '前置审批',
  owner: '网站负责人',
  'owner-card': '网站负责人的证件换了新的（有效期变了）',
  'owner-contacts': '网站负责人的电话、邮箱',
  server: '云服务器，或减少域名',
};

/** The same of an individual, who is everything themselves. */
const ownTopic = (title: string): string => title.replace(/^主体负责人的?|、法人等$/, '') || '证件上的姓名或号码';

/** What may be changed, by what it belongs to: the organizer, then each website by its domain. */
export function changeChoices(needs: readonly ChangeNeeds[]) {
  // Only a unit has a credit code.
  const isUnit = needs.some(({ topic }) => topic === 'number');
  const titleFor = (topic: ChangeNeeds['topic']) => (isUnit ? TOPICS[topic] : ownTopic(TOPICS[topic]));
  const places = [...new Set(needs.map(({ domain = CHANGE_START.organizer }) => domain))];
  return places.map((title) => ({
    title,
    rows: needs
      .filter(({ domain = CHANGE_START.organizer }) => domain === title)
      .map(({ topic, field, ...need }) => ({ field, title: titleFor(topic), sentence: needsInWords(need, isUnit) })),
  }));
}

/** What a change of one thing takes, as the rules say. */
function needsInWords({ materials, liveness }: Pick<ChangeNeeds, 'materials' | 'liveness'>, isUnit: boolean): string {
  const papers = [...new Set(materials.map(({ label }) => label))];
  if (papers.length === 0 && !liveness) return '不用上传材料，也不用视频核身。';
  const face = liveness ? `${isUnit ? '网站负责人' : '你本人'}要做视频核身` : '不用视频核身';
  return `${papers.length > 0 ? `要上传${papers.join('、')}` : '不用上传材料'}；${face}。`;
}

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

/** What is asked first where the filed principal is a site owner, too, before and after another one is entered; else undefined. */
export function formerPrincipal(contents: FilingContents) {
  const { principal, before } = contents;
  const domains = sitesOfFormer(contents).map(({ domain }) => domain);
  if (!before?.principal || domains.length === 0) return undefined;
  const isReplaced = principal !== undefined && !isSamePerson(principal, before.principal);
  const text = `${before.principal.name}也是 ${domains.join('、')} 的网站负责人。`;
  return {
    isReplaced,
    text,
    replace: isReplaced ? '一并换成新的负责人' : '已离职：填好新的主体负责人，网站负责人也一并换掉',
  };
}

/** The body that puts the new principal in the former one’s place everywhere. */
export const inPlaceOfFormer = ({ principal, confirmed = [] }: FilingContents) =>
  ({
    ...(principal as Person),
    confirmed: confirmed.flatMap((path) => (path.startsWith('principal.') ? [path.slice('principal.'.length)] : [])),
    asSiteOwner: true,
  }) as unknown as Input<'savePrincipal'>['body'];

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

/** What a change makes different, old beside new, as people read it. @param isClear whether personal values are shown. */
export const changeRows = (contents: FilingContents, nameOf: NameOf, isClear: boolean): readonly ChangeRow[] =>
  rowsOf(differences(contents), contents, nameOf, isClear);

/** Differences as people read them, masked; a website is named by its domain where the record has several. */
export function rowsOf(
  all: readonly Difference[],
  { websites, eligibility }: Pick<FilingContents, 'websites'> & Partial<Pick<FilingContents, 'eligibility'>>,
  nameOf: NameOf,
  isClear = false,
): readonly ChangeRow[] {
  const isPerson = eligibility?.organizerKind === 'individual';
  return all.map(({ path, before, after }) => {
    const place = /^websites\.(\d+)\./.exec(path)?.[1];
    const site = place === undefined || websites.length < 2 ? '' : `${websites[Number(place)]?.domain ?? ''}：`;
    const isPersonal = PERSONAL.test(path) || (isPerson && path === 'organizer.name');
    const text = (value: unknown) => {
      const clear = valueText(path, value, nameOf);
      return isClear || !isPersonal || clear === '无' ? clear : masked(clear);
    };
    return {
      path,
      label: `${site}${fieldName(path, eligibility?.organizerKind)}`,
      before: text(before),
      after: text(after),
    };
  });
}

/** What is masked: whatever stands of people, and addresses. The name of a unit is public. */
const PERSONAL =
  /^organizer\.(address|certificateAddress|legalRep|investor)|^eligibility|(principal|siteOwner)\.(name|idNumber|email|mobile|.*Phone)$/;

/** As much of a personal value as the rest of the preview shows, or less. */
function masked(text: string): string {
  if (/^[\d-]{7,}[\dX]$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return text.length > 4 ? `${text.slice(0, 3)}****` : `${text.slice(0, 1)}**`;
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
  const field = fields.find((formField) => formField.key === key);
  return field ? textOf(field, value, nameOf) : String(value);
}

/** The places of the websites whose owners are checked: all, but of a change those concerned. */
const placesToCheck = (view: FilingView, contents: FilingContents | undefined): readonly number[] =>
  isChange(view) && contents ? websitesToCheck(contents) : view.websites.map((_, place) => place);

/** Whose face is checked for a website. */
export type CheckedOwner = ReturnType<typeof ownersToCheck>[number];

/**
 * Whose face is checked, website by website, those of the same person one after the other. An individual files for themselves: the
 * principal owns every website. Where one check serves all websites of a person, they are one, with all domains.
 */
export function ownersToCheck(
  view: FilingView,
  contents: FilingContents | undefined,
  { isOneLiveness = false }: Pick<OpenFiling, 'isOneLiveness'> = {},
) {
  const found = placesToCheck(view, contents).flatMap((place) => {
    const website = view.websites[place];
    const owner = view.organizerKind === 'individual' ? contents?.principal : contents?.websites[place]?.siteOwner;
    return website ? [{ place, website, owner }] : [];
  });
  const all = found.map(({ place, website: { websiteId, domain }, owner }, index) => ({
    ...{ websiteId, domain, path: `websites.${place}.liveness`, name: owner?.name ?? '' },
    /** Where somebody else is entered; '' where nobody else may be. */
    ownerField: view.state === 'draft' && view.organizerKind !== 'individual' ? `websites.${place}.siteOwner.name` : '',
    /** Their certificate can't be read by a machine. */
    isOther: owner !== undefined && !canBeChecked(owner),
    /** The same for the same person, by their number: two may have one name. */
    person: found.findIndex(
      (other, before) => before === index || (owner && other.owner && isSamePerson(owner, other.owner)),
    ),
  }));
  if (!isOneLiveness) return all.sort((one, two) => one.person - two.person);
  const domainsOf = (person: number) => all.flatMap((owner) => (owner.person === person ? [owner.domain] : []));
  return all.flatMap((owner, place) =>
    owner.person === place ? [{ ...owner, domain: domainsOf(place).join('、') }] : [],
  );
}
