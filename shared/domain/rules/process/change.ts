import { phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import type { OrganizerRecord } from '../../facts.ts';
import { differsIn, domainsOf } from '../../filing/difference.ts';
import type { Website } from '../../filing/filing.ts';
import { FILING_TYPE_NAMES, typesWith } from '../../filing/filing-types.ts';
import { isPrefilled } from '../../filing/prefilled.ts';
import { compareTexts } from '../../media/evidence.ts';
import { type FilingCase, factsOf, type WebsiteFacts } from '../case.ts';
import { differencesOf } from '../judged.ts';
import {
  type AppliesTo,
  blocks,
  confirms,
  informs,
  type Placed,
  type Rule,
  rulesAbout,
  scopeOf,
  warns,
} from '../rule.ts';
import { filings, siteOwners, websites } from '../scopes.ts';

const changes: AppliesTo = { filingTypes: typesWith(({ approval }) => approval === 'writes-difference') };
const takesOver: AppliesTo = { filingTypes: FILING_TYPE_NAMES.filter(isPrefilled) };
const aboutRecord: AppliesTo = { filingTypes: typesWith(({ organizer }) => organizer === 'filed') };

/** A website of a change, as it is filed and as it shall be. */
interface ChangedWebsite {
  readonly before: Website;
  readonly after: Website;
  readonly facts: WebsiteFacts;
}

const changedWebsites = scopeOf<FilingCase, ChangedWebsite>('changed-website', (filingCase) =>
  websites.parts(filingCase).flatMap(({ path, part: after }): readonly Placed<ChangedWebsite>[] => {
    const before = filingCase.contents.before?.websites.find(({ id }) => id === after.id);
    return before ? [{ path, part: { before, after, facts: factsOf(filingCase, after.id) } }] : [];
  }),
);

/** What is filed here with the number that a change takes. */
const takenNumbers = scopeOf<FilingCase, OrganizerRecord>('taken-number', ({ numberRecord }) =>
  numberRecord?.known && numberRecord.value
    ? [{ path: 'eligibility.certificateNumber', part: numberRecord.value }]
    : [],
);

const isSameText = (first: string | undefined, second: string | undefined): boolean =>
  compareTexts(first, second).outcome === 'same';

/** Whether nothing of a website differs but its server. */
function movesOnly(filingCase: FilingCase): boolean {
  const all = differencesOf(filingCase);
  return all.length > 0 && all.every(({ path }) => /^websites\.\d+\.cloudService$/.test(path));
}

/** Rules about what differs from the record. */
export const CHANGE_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(filings, [
    blocks('FT-40', 'filing', {
      appliesTo: changes,
      when: 'nothing differs from the record',
      message: '没有修改任何内容，无需提交。',
      source: ['OWN'],
      refuses: (_, filingCase) => differencesOf(filingCase).length === 0,
    }),
    confirms('FT-97', 'eligibility.certificateNumber', {
      appliesTo: changes,
      when: 'another organizer takes the place of the filed one',
      message: '本次变更将把备案的主办单位更换为另一单位，原单位不再是主办者，请确认。',
      source: ['T19-prov'],
      refuses: ({ numberReason }) => numberReason === 'replaced',
    }),
    blocks('FT-95', 'filing', {
      appliesTo: aboutRecord,
      when: 'the record has another version than a change starts from, or says otherwise who is filed',
      message: '备案信息在你办理期间有了变化，请先查看变化的内容并确认，再提交。',
      source: ['OWN'],
      refuses: (_, { record }) => record !== undefined && !record.isEnded && record.isMoved,
    }),
    blocks('FT-96', 'filing', {
      appliesTo: aboutRecord,
      when: 'the record has ended, or, for a change, none of its websites is connected here any more',
      message: '这份备案已注销或不再接入本平台，不能继续办理，请放弃本订单。',
      source: ['OWN'],
      refuses: (_, { record }) => record?.isEnded === true,
    }),
    blocks('FT-19', 'filing', {
      appliesTo: takesOver,
      when: 'the account holds the organizer’s record, and the filing was not begun from it and says otherwise who is filed',
      message:
        '填写的主体信息与已备案信息不一致。请改成与备案一致；备案信息有变化的，请放弃本订单，先办理变更备案再提交。',
      source: ['T19-faq'],
      refuses: (_, { record }) => record?.isContradicted === true,
    }),
    informs('CS-19', 'filing', {
      appliesTo: changes,
      when: 'only servers differ',
      message: '同一接入商内更换IP不强制变更，建议保持备案IP与解析一致。',
      source: ['T19-faq', 'HW-err'],
      refuses: (_, filingCase) => movesOnly(filingCase),
    }),
  ]),
  ...rulesAbout(siteOwners, [
    warns('FT-20', 'mobile', {
      appliesTo: { filingTypes: typesWith(({ domain }) => domain === 'filed-elsewhere') },
      when: 'the account’s record has another mobile number of the site owner of this domain’s website',
      message: '手机号码与已备案信息不一致，将无法通过短信核验。请填写备案的号码，或先变更手机号码。',
      source: ['T19-sms'],
      refuses: ({ person, subject }, { contents, record }) => {
        const site = contents.websites.find(({ id }) => subject === `website:${id}`);
        const filed = site && record?.ownerMobiles?.[site.domain];
        return filed !== undefined && phoneForm(filed) !== phoneForm(person.mobile);
      },
    }),
  ]),
  ...rulesAbout(takenNumbers, [
    blocks('FT-12', {
      appliesTo: changes,
      when: 'the certificate number that a change takes is filed here under another account',
      message: '新的证件号码已在本平台其他账号下有备案记录，请核对号码；号码无误的，请打开“备案在别处”，看怎么办。',
      source: ['T19-faq'],
      refuses: ({ filedHere }) => filedHere === 'other-account',
    }),
    blocks('FT-98', {
      appliesTo: changes,
      when: 'the certificate number that a change takes is that of another record of the account',
      message: '新的证件号码已用于你的另一份备案，请核对号码；号码无误的，请先注销其中一份备案。',
      source: ['OWN'],
      refuses: ({ filedHere }) => filedHere === 'this-account',
    }),
  ]),
  ...rulesAbout(changedWebsites, [
    blocks('FT-37', 'domain', {
      appliesTo: changes,
      when: 'the website has a domain that is not filed for it',
      message: '变更时只能减少域名。新域名请办理“新增网站”。',
      source: ['T22-faq', 'HW-after'],
      refuses: ({ before, after }) => domainsOf(after).some((domain) => !domainsOf(before).includes(domain)),
    }),
    blocks('FT-38', 'domain', {
      appliesTo: changes,
      when: 'the website has no domain left',
      message: '网站至少保留一个域名；不再使用该网站时，请办理“注销网站”。',
      source: ['HW-after'],
      status: 'derived',
      refuses: ({ after }) => domainsOf(after).length === 0,
    }),
    blocks('DM-22', 'domain', {
      appliesTo: { ...changes, kinds: ['enterprise'] },
      when: 'the organizer’s name differs from the record, and the domain’s owner still has the filed one',
      message: '单位更名后，请先更新域名实名信息，3个工作日后再提交变更。',
      source: ['HW-after', 'T22-domain'],
      refuses: ({ facts: { domain } }, { contents }) =>
        differsIn(contents, ['organizer.name']) &&
        domain.known &&
        isSameText(domain.value?.ownerName, contents.before?.organizer?.name) &&
        !isSameText(domain.value?.ownerName, contents.organizer?.name),
    }),
    warns('DM-23', {
      appliesTo: changes,
      when: 'the filed website is known not to answer',
      message: '已备案网站须能正常访问，并在底部标明备案号，请先恢复访问，否则变更可能被退回。',
      source: ['T19-mp', 'HW-rej'],
      refuses: ({ facts: { isOpen } }) => isOpen?.known === true && isOpen.value === false,
    }),
  ]),
];
