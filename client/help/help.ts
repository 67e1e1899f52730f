import { outsiderWords, PRINCIPALS, type ProvinceChoice } from '../eligibility/start.ts';
import { MEANINGS } from '../kit/glossary.ts';
import { AFTERWARDS } from './afterwards.ts';
import { BEFORE } from './before.ts';
import { type HelpSection, part } from './section.ts';
import type { HelpTopic } from './topics.ts';

/** All chapters, as both front ends show them. */
export const HELP: Readonly<Record<HelpTopic, readonly HelpSection[]>> = { ...BEFORE, ...AFTERWARDS };

/** What depends on the province, as the rules' data have it. */
const OF_PROVINCES: Partial<Record<HelpTopic, (open: readonly ProvinceChoice[]) => readonly HelpSection[]>> = {
  provinces: (open) => open.map((province) => part(province.short, ...demandLines(province))),
  materials: (open) => whereOnly('还要手印', open, '的个人，在承诺书的签名上按手印。', (asked) => asked.fingerprint),
  approved: (open) => [
    ...whereOnly('不带序号', open, '放主体备案号，不带网站序号。', (asked) => asked.footerNumber === 'organizer'),
    ...whereOnly('带序号', open, '放网站备案号，末尾带“-1”这样的序号。', (asked) => asked.footerNumber === 'website'),
  ],
};

/** Whether its chapter says what provinces ask. */
export const asksProvinces = (topic: string): boolean => OF_PROVINCES[topic as HelpTopic] !== undefined;

/** The sections of a chapter. @param open the provinces in which one can file here, as the service says */
export const helpSections = (topic: HelpTopic, open: readonly ProvinceChoice[]): readonly HelpSection[] =>
  explained([...HELP[topic], ...(open.length > 0 ? (OF_PROVINCES[topic]?.(open) ?? []) : [])]);

/** Each word of the trade with its meaning where it first stands. */
function explained(sections: readonly HelpSection[]): readonly HelpSection[] {
  const words = new Set(Object.keys(MEANINGS));
  const explain = (line: string) =>
    line.replace(WORD, (word) => (words.delete(word) ? `${word}（${MEANINGS[word as keyof typeof MEANINGS]}）` : word));
  return sections.map((section) => ({ ...section, lines: section.lines.map(explain) }));
}
/** The longer of two words comes first; a number has the name of what it belongs to. */
const WORD = new RegExp(`(?:${Object.keys(MEANINGS).join('|')})(?!备案号)`, 'gu');

/** What only some provinces ask, if any of them does. */
function whereOnly(
  title: string,
  open: readonly ProvinceChoice[],
  what: string,
  asks: (demands: ProvinceChoice['demands']['individual']) => boolean | undefined,
): readonly HelpSection[] {
  const names = open.filter(({ demands }) => asks(demands.individual)).map(({ short }) => short);
  return names.length > 0 ? [part(title, `${names.join('、')}${what}`)] : [];
}

/** What the authority of a province asks, as the rules' data have it. */
function demandLines({ short, demands: { enterprise, individual } }: ProvinceChoice): readonly string[] {
  const { domainMonths, footerNumber } = enterprise;
  const ages = [
    ...(enterprise.youngest ? [`单位的负责人年满 ${enterprise.youngest} 周岁`] : []),
    ...(individual.youngest ? [`个人年满 ${individual.youngest} 周岁`] : []),
  ];
  return [
    `单位：${PRINCIPALS[enterprise.principal ?? 'free']}；域名登记在本单位${enterprise.domainOwner === 'unit' ? '' : '或法定代表人'}名下。`,
    ...(domainMonths > 0 ? [`域名的有效期还超过 ${domainMonths} 个月。`] : []),
    ...(ages.length > 0 ? [`${ages.join('，')}。`] : []),
    outsiderWords(short, individual),
    ...(individual.fingerprint ? ['个人在承诺书上签名，并按手印。'] : []),
    ...(footerNumber === 'organizer' ? ['网站底部标明主体备案号，不带网站序号。'] : []),
  ];
}
