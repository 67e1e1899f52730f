import { PROVINCES, provinceOf } from '../../../../contracts/data/provinces.ts';
import { type DomainRecord, isUnavailable, type Known, type OrganizerRecord } from '../../facts.ts';
import { MAX_WEBSITES } from '../../filing/filing.ts';
import { FILING_TYPES, type FilingType, typeFor, typesWith } from '../../filing/filing-types.ts';
import { EMPTY_SHELL } from '../../record/actions.ts';
import { type AnyCase, type FilingCase, inputOf, isFilingCase } from '../case.ts';
import { type AppliesTo, blocks, fieldPath, type Rule, requires, rulesAbout, scopeOf } from '../rule.ts';
import { filings, inputs, organizerRecordAnswers, organizerRecords, recordAnswers } from '../scopes.ts';

/**
 * 备案类型. It follows from two records, those of the organizer and the domain.
 *
 * | organizer | domain | |
 * |---|---|---|
 * | none | none | first (FT-05) |
 * | filed | none | new-website (FT-06, FT-07) |
 * | filed | filed by the same, not connected here | new-access (FT-08) |
 * | none | filed | refused (FT-10) |
 * | filed | filed by another | refused (FT-09) |
 * | filed | filed by the same, connected here | change, which starts from the record (FT-11) |
 *
 * Source: Tencent Cloud 备案类型 and FAQ, 2019-12.
 */
export function filingTypeOf(
  organizer: OrganizerRecord | undefined,
  domain: DomainRecord | undefined,
): FilingType | undefined {
  if (domain && !(organizer && domain.sameOrganizer)) return undefined;
  return typeFor(organizer ? 'filed' : 'unfiled', standingOf(domain));
}

const standingOf = (domain: DomainRecord | undefined) =>
  !domain ? 'unfiled' : domain.connectedHere ? 'filed-here' : 'filed-elsewhere';

const LABELS = {
  region: '备案地域',
  certificateNumber: '证件号码',
  domain: '域名',
} as const;

/** The empty inputs. Kind, certificate and service are choices that always have a value. */
const blankInputs = scopeOf<AnyCase, string>('blank-input', (anyCase) =>
  inputs
    .parts(anyCase)
    .flatMap(({ path, part }) =>
      (['region', 'certificateNumber', 'domain'] as const)
        .filter((field) => part[field].trim() === '')
        .map((field) => ({ path: fieldPath(path, field), part: LABELS[field] })),
    ),
);

const aboutInputs = rulesAbout(inputs, [
  blocks('FT-01', 'region', {
    when: 'the province is not served here',
    message: '本平台目前仅支持{open}的备案，请选择已开通的省份；其他省份请通过当地的接入服务商办理。',
    source: ['SEED', 'T19-faq'],
    refuses: ({ region }, { openProvinces }) =>
      !openProvinces.includes(region) && {
        open: openProvinces.flatMap((code) => provinceOf(code)?.name ?? []).join('、'),
      },
  }),
  blocks('FT-03', 'certificateType', {
    when: 'an enterprise does not use a business licence, or an individual not an ID card',
    message: '企业备案请选择“营业执照”，个人备案请选择“身份证”；本平台暂不支持其他证件类型。',
    source: ['SEED'],
    refuses: ({ organizerKind, certificateType }) =>
      certificateType !== (organizerKind === 'enterprise' ? 'business-licence' : 'id-card'),
  }),
  blocks('FT-13', 'filing', {
    when: 'the account has a filing that has not ended',
    message: '你有一个正在办理的备案订单。请先完成或放弃该订单，再发起新的备案。',
    source: ['T19-limit', 'T19-faq'],
    refuses: (_, anyCase) => !isFilingCase(anyCase) && anyCase.hasUnfinishedFiling === true,
  }),
]);

/** Such an organizer is refused by FT-12 alone: what else is in its record is nobody's business but its account's. */
const isOthers = ({ filedHere }: OrganizerRecord): boolean => filedHere === 'other-account';

/** Whether a filing is about what is filed here already. */
const startsFromRecord = (anyCase: AnyCase): boolean =>
  isFilingCase(anyCase) && FILING_TYPES[anyCase.filingType].startsFrom === 'record';

const aboutOrganizerRecords = rulesAbout(organizerRecords, [
  blocks('FT-12', {
    when: 'the organizer is filed here under another account',
    message: '这个主体的备案在本平台的另一个账号里，不用重新办。请打开“备案在别处”，看怎么转过来。',
    source: ['T19-faq'],
    refuses: isOthers,
  }),
  blocks('FT-15', {
    appliesTo: {
      exceptProvinces: PROVINCES.filter(({ emptyShellMayAdd }) => emptyShellMayAdd).map(({ code }) => code),
    },
    when: 'the organizer is filed, not under another account here, but has no live website left',
    message: EMPTY_SHELL,
    source: ['HW-after', 'T19-faq'],
    refuses: (record) => record.websites === 0 && !isOthers(record),
  }),
  blocks('PV-94', {
    when: 'the organizer’s number, not one under another account here, is of another province than the chosen one',
    message:
      '该主体已在{province}备案，新增网站和接入备案请选择{province}。单位住所或本人已迁到{chosen}的，请先办理注销主体，再在{chosen}办理首次备案。',
    source: ['OWN'],
    refuses: (record, anyCase) => {
      const filed = PROVINCES.find(({ mark }) => record.number.startsWith(mark));
      const { region } = inputOf(anyCase);
      const chosen = provinceOf(region);
      const isChosen = filed === undefined || chosen === undefined || filed === chosen;
      return !isChosen && !isOthers(record) && { province: filed.name, chosen: chosen.name };
    },
  }),
]);

const aboutDomainRecords = rulesAbout(recordAnswers, [
  blocks('FT-09', {
    when: 'the domain is filed under another organizer, and this organizer is filed too, not under another account here',
    message: '该域名已在其他主体名下备案。请先联系原备案主体或原接入商注销该域名的备案信息，再重新提交。',
    source: ['T19-faq'],
    refuses: (domain, { organizerRecord }) =>
      domain.known &&
      domain.value?.sameOrganizer === false &&
      organizerRecord.known &&
      organizerRecord.value !== undefined &&
      !isOthers(organizerRecord.value),
  }),
  blocks('FT-10', {
    when: 'the domain is filed, but no organizer has this certificate number',
    message: '该域名已有备案记录，但你填写的证件号码没有对应的备案主体。',
    suggestion: '如证件已更换，请填写原备案使用的证件号码；如域名为新购买，请先注销原备案。',
    source: ['T19-faq', 'HW-rej'],
    refuses: (domain, { organizerRecord }) =>
      domain.known && domain.value !== undefined && organizerRecord.known && organizerRecord.value === undefined,
  }),
  blocks('FT-11', {
    when: 'the same organizer has already filed the domain through this platform, not under another account',
    message: '该域名已在本平台备案成功，无需重复办理。',
    suggestion: '如需修改备案信息，请到“我的备案”选择该网站，办理变更备案。',
    source: ['T19-type'],
    status: 'derived',
    refuses: (domain, anyCase) =>
      !startsFromRecord(anyCase) &&
      domain.known &&
      domain.value?.sameOrganizer === true &&
      domain.value.connectedHere &&
      !(anyCase.organizerRecord.known && anyCase.organizerRecord.value && isOthers(anyCase.organizerRecord.value)),
  }),
]);

/**
 * Whether a filing goes on without an answer about its organizer or its domain: they are only checked again. Where one is filed, its
 * approval is compared with the number that the answer bears, so it waits for it.
 */
const goesOnWithout = (part: 'organizer' | 'domain', anyCase: AnyCase): boolean =>
  isFilingCase(anyCase) && (startsFromRecord(anyCase) || FILING_TYPES[anyCase.filingType][part] === 'unfiled');

/** Without the records the filing type is unknown, and so are the numbers of who is filed. */
const aboutMissingRecords: readonly Rule<AnyCase>[] = [
  ...rulesAbout(organizerRecordAnswers, [
    {
      id: 'FT-90',
      severity: 'block',
      when: 'the organizer’s record is unavailable, and the filing type is not determined yet or says that it is filed',
      message: '暂时查询不到该主体的备案记录，无法判断备案类型、核对备案号，请稍后重试。',
      source: ['OWN'],
      refuses: (record, anyCase) => isUnavailable(record) && !goesOnWithout('organizer', anyCase),
    },
    {
      id: 'FT-90',
      severity: 'warn',
      when: 'the organizer’s record is unavailable, and the filing is already open and needs no number of it',
      message: '暂时查询不到该主体的备案记录，尚不能确认备案类型是否仍然适用，请稍后再查；提交后由审核人员核对。',
      source: ['OWN'],
      refuses: (record, anyCase) => isUnavailable(record) && goesOnWithout('organizer', anyCase),
    },
  ]),
  ...rulesAbout(recordAnswers, [
    {
      id: 'FT-91',
      severity: 'block',
      when: 'the domain’s record is unavailable, and the filing type is not determined yet or says that it is filed',
      message: '暂时查询不到该域名的备案记录，无法判断备案类型、核对备案号，请稍后重试。',
      source: ['OWN'],
      refuses: (record, anyCase) => isUnavailable(record) && !goesOnWithout('domain', anyCase),
    },
    {
      id: 'FT-91',
      severity: 'warn',
      when: 'the domain’s record is unavailable, and the filing is already open and needs no number of it',
      message: '暂时查询不到该域名的备案记录，尚不能确认备案类型是否仍然适用，请稍后再查；提交后由审核人员核对。',
      source: ['OWN'],
      refuses: (record, anyCase) => isUnavailable(record) && goesOnWithout('domain', anyCase),
    },
  ]),
];

/** What the account's own record would hand on and can't. */
const handedOn = scopeOf<AnyCase, string>('taken-over', (anyCase) =>
  isFilingCase(anyCase) ? [] : (anyCase.notInOrder ?? []).map((part) => ({ path: 'certificateNumber', part })),
);

/** Rules that decide whether a filing is possible. */
export const FILING_TYPE_RULES: readonly Rule<AnyCase>[] = [
  ...rulesAbout(blankInputs, [
    requires('FT-04', {
      when: 'province, certificate number or domain is empty',
      message: '请填写{label}。',
      source: ['SEED'],
      refuses: (label) => ({ label }),
    }),
  ]),
  ...aboutInputs,
  ...aboutOrganizerRecords,
  ...aboutDomainRecords,
  ...aboutMissingRecords,
  ...rulesAbout(handedOn, [
    blocks('FT-99', {
      when: 'the account holds the organizer’s record, and this of it could not be taken over as it is filed',
      message: '已备案的主体信息不能直接沿用：{what}',
      source: ['OWN'],
      refuses: (what) => ({ what }),
    }),
  ]),
];

/** A filing about what is filed has the websites of its record, however many. */
const newFilings: AppliesTo = { filingTypes: typesWith(({ startsFrom }) => startsFrom !== 'record') };

/** Rules about the websites of one filing together. */
export const ONE_FILING_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(filings, [
    blocks('FT-25', 'websites', {
      appliesTo: { ...newFilings, kinds: ['enterprise'] },
      when: 'there are more than 10 websites',
      message: '单位备案每个订单最多可添加{max}个网站，请将其余网站另行提交。',
      source: ['T19-limit'],
      refuses: ({ websites }) => websites.length > MAX_WEBSITES.enterprise && { max: MAX_WEBSITES.enterprise },
    }),
    blocks('FT-26', 'websites', {
      appliesTo: { ...newFilings, kinds: ['individual'] },
      when: 'there is more than 1 website',
      message: '个人备案每个订单只能添加1个网站，请删除多余的网站。',
      source: ['T19-limit'],
      refuses: ({ websites }) => websites.length > MAX_WEBSITES.individual,
    }),
    blocks('FT-92', 'filingType', {
      when: 'its type is for an organizer that is not filed but the organizer is filed now, or the reverse',
      message: '该主体的备案记录在发起订单后发生了变化，备案类型不再适用。请放弃本订单，重新验证备案类型。',
      source: ['OWN'],
      refuses: (_, { filingType, organizerRecord }) =>
        organizerRecord.known &&
        (FILING_TYPES[filingType].organizer === 'filed') !== (organizerRecord.value !== undefined),
    }),
  ]),
  ...rulesAbout<FilingCase, Known<DomainRecord>>(recordAnswers, [
    blocks('FT-16', {
      when: 'the filing is a new access but this domain’s record requires a new website, or the reverse',
      message: '接入备案与新增网站需分开提交，请将该网站另行办理。',
      source: ['T19-faq', 'HW-prov'],
      status: 'derived',
      refuses: (record, { filingType }) =>
        record.known && (FILING_TYPES[filingType].domain === 'filed-elsewhere') !== isAccess(record.value),
    }),
  ]),
];

/** Whether a domain's record requires 接入备案: filed by the same organizer through another provider. */
const isAccess = (record: DomainRecord | undefined): boolean => record?.sameOrganizer === true && !record.connectedHere;
