import { isDay } from '../../calendar-day.ts';
import type { ReadCode } from '../cards/code-repair.ts';
import { readCreditCode, readRegistrationNumber } from '../cards/codes.ts';
import type { Division } from '../cards/division.ts';
import { isWholeAddress, withStrokes } from '../cards/division-names.ts';
import { level } from '../picture/level.ts';
import type { TextLine } from '../picture/page.ts';
import type { Field, FieldsByKind, LicenceField } from '../reading.ts';
import { type Columns, columnsOf, findLabels, type LicenceLabelKey } from './licence-labels.ts';
import { type LicenceValue, valuesOf } from './licence-values.ts';

/** A licence split into its parts. */
export interface LicenceLayout {
  readonly lines: readonly TextLine[];
  readonly columns: Columns;
  readonly values: ReadonlyMap<LicenceLabelKey, LicenceValue>;
  readonly code: ReadCode | undefined;
}

export function layOutLicence(lines: readonly TextLine[], divisions: readonly Division[] = []): LicenceLayout {
  const levelled = level(lines);
  const labels = findLabels(levelled);
  const columns = columnsOf(labels);
  const values = valuesOf(labels, columns, levelled, divisions);
  return { lines: levelled, columns, values, code: findCreditCode(levelled) };
}

/** The most confident code: exact before repaired before not valid. */
function findCreditCode(lines: readonly TextLine[]): ReadCode | undefined {
  const rank = ({ isValid, isRepaired }: ReadCode) => (isValid ? (isRepaired ? 1 : 0) : 2);
  const codes = lines.flatMap((line) => readCreditCode(line) ?? readRegistrationNumber(line) ?? []);
  return codes.sort((a, b) => rank(a) - rank(b))[0];
}

/** The cleaned fields of a licence; values with a wrong form are left out. */
export function licenceFields({ lines, columns, values, code }: LicenceLayout): FieldsByKind['business-licence'] {
  const tidied = (key: LicenceLabelKey, tidy: (text: string) => string | undefined): Field | undefined => {
    const value = values.get(key);
    const text = value && tidy(value.text);
    return text ? withBrackets({ text, confidence: value.confidence }) : undefined;
  };
  const term = values.get('term');
  const [from, to] = termOf(term?.text ?? '');
  const ofTerm = (text: string | undefined): Field | undefined =>
    term && text ? { text, confidence: term.confidence } : undefined;
  const fields: Record<LicenceField, Field | undefined> = {
    creditCode: code && codeField(code),
    name: wholeCompany(tidied('name', nameIn)) ?? nameWithoutLabel(lines, columns, values),
    type: wholeType(tidied('type', (text) => printed(text.replace(/^[^\u3400-\u9fff]+/, '')))),
    address: addressField(values.get('address')) ?? addressWithoutLabel(lines, values),
    legalRepresentative: wholePerson(tidied('legalRepresentative', personIn)),
    capital: tidied('capital', (text) => printed(text)),
    composingForm: tidied('composingForm', (text) => printed(text)),
    establishedOn: tidied('establishedOn', dayIn) ?? ofTerm(from),
    validFrom: ofTerm(from),
    validTo: ofTerm(to),
    scope: tidied('scope', scopeIn),
    authority: tidied('authority', (text) => /^[\u3400-\u9fff]{2,20}(局|委员会|厅|中心)/.exec(text)?.[0]),
    issuedOn: issueDay(lines, values),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field));
}

/** A code that fails its check digits is doubtful. */
export const codeField = ({ text, confidence, isValid }: ReadCode): Field => ({
  text,
  confidence: isValid ? confidence : Math.min(confidence, UNCONFIRMED),
});

const UNCONFIRMED = 0.5;

/** Brackets in full width, as printed on licences. */
const printed = (text: string): string => text.replaceAll('(', '（').replaceAll(')', '）');

/** Endings of names, types and addresses, in brackets, which are thin and easily lost. */
const BRACKETED = '[^（）]{0,4}合伙|自主申报|集群登记|[^（）]{2,16}(?:独资|控股|上市)';
const UNCLOSED_END = new RegExp(`（(?:${BRACKETED})$`);
const UNOPENED_END = /(?<![（）])(自主申报|集群登记|有限合伙|普通合伙)）$/;

/** A bracket without its other half: restored if only one position is possible, otherwise a doubt. */
function withBrackets(field: Field): Field {
  const { text } = field;
  const opened = text.split('（').length - text.split('）').length;
  if (opened === 0) return field;
  if (opened === 1 && UNCLOSED_END.test(text)) return { ...field, text: `${text}）` };
  if (opened === -1 && UNOPENED_END.test(text)) return { ...field, text: text.replace(UNOPENED_END, '（$1）') };
  return { ...field, confidence: Math.min(field.confidence, UNCONFIRMED) };
}

function nameIn(text: string): string {
  // A label's colon or the edge of the paper, misread as a bracket.
  const isUnclosed = text.startsWith('(') && text.split('(').length > text.split(')').length;
  const opened = isUnclosed ? text.slice(1) : text;
  const name = opened.replace(/^[^\u3400-\u9fffA-Za-z0-9(]+/, '').replace(/[^\u3400-\u9fffA-Za-z0-9()·&-]/g, '');
  return printed(name);
}

const NOT_IN_ADDRESS = /[^\u3400-\u9fffA-Za-z0-9()·\-—#、,;~〇.]/g;

const addressIn = (text: string): string => printed(withStrokes(text.replace(NOT_IN_ADDRESS, '')));

/** A sign within an address that no address has is a misread character: + for 4. */
function addressField(value: LicenceValue | undefined): Field | undefined {
  const text = value && addressIn(value.text);
  if (!text) return undefined;
  const hasStranger = value.text.slice(1, -1).search(NOT_IN_ADDRESS) >= 0;
  const isWhole = !hasStranger && isWholeAddress(text);
  return withBrackets({ text, confidence: isWhole ? value.confidence : Math.min(value.confidence, UNCONFIRMED) });
}

const doubtedUnless =
  (pattern: RegExp) =>
  (field: Field | undefined): Field | undefined =>
    !field || pattern.test(field.text) ? field : { ...field, confidence: Math.min(field.confidence, UNCONFIRMED) };

/** Other names end before their last characters, or are another line. */
const wholeCompany = doubtedUnless(
  /(公司|合伙企业|合伙）|企业|中心|店|部|室|厂|社|行|院|所|馆|场|户|园|坊|铺|站|吧|城|屋|居|庄|阁|轩|处|会|局)$/,
);

/** 有限责任公司 alone is most often the beginning of a longer type. */
const wholeType = doubtedUnless(
  /^(?!有限责任公司$).*(公司|）|企业|个体工商户|个体|经营|合作社|国有|独资|合伙|控股|上市)$/,
);

/** 执行事务合伙人 may be a company whose delegate follows in brackets. */
const personIn = (text: string): string | undefined =>
  /^[\u3400-\u9fff·]+/.exec(text.replace(NEXT_LABEL, '').replace(/\(委派.*$/, ''))?.[0];

/** The line below, found as one with this one. */
const NEXT_LABEL =
  /(?<=.{2})(注册资本|注册资金|出资额|成立日期|注册日期|营业期限|合伙期限|经营范围|一般项目|许可项目).*$/;

/** The longest name of a person without a dot. */
const LONGEST_NAME = 6;

/** No name has only one character: the others were lost. A long one is a company, or has the next line in it. */
const wholePerson = (field: Field | undefined): Field | undefined =>
  field && (field.text.length < 2 || (field.text.length > LONGEST_NAME && !/·|公司|合伙|企业|中心/.test(field.text)))
    ? { ...field, confidence: Math.min(field.confidence, UNCONFIRMED) }
    : field;

/** Punctuation of Chinese text in full width; the recogniser mixes both. */
const scopeIn = (text: string): string =>
  printed(text.replaceAll(':', '：').replaceAll(';', '；').replaceAll(',', '，'));

function dayIn(text: string): string | undefined {
  const [, year, month = '', day = ''] = /((?:19|20)\d\d)年?(\d{1,2})月?(\d{1,2})日?/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

/** `2019年05月20日至2039年05月19日`, `…至长期`, `长期`. */
function termOf(text: string): readonly [from: string | undefined, to: string | undefined] {
  const [start = '', end] = text.split(/至|-|—/);
  const isOpen = /长期|无固定|不约定|永久/.test(text);
  return [dayIn(start), isOpen ? 'long-term' : end === undefined ? undefined : dayIn(end)];
}

const COMPANY = /(公司|合伙企业(\(.*\))?|店|厂|中心|服务部|工作室|经营部|商行|合作社)$/;

/** The lowest line above 类型 that ends like the name of an enterprise. */
function nameWithoutLabel(
  lines: readonly TextLine[],
  { height, right }: Columns,
  values: LicenceLayout['values'],
): Field | undefined {
  const next = values.get('type') ?? values.get('legalRepresentative') ?? values.get('scope');
  const bottom = next ? next.label.y - 0.4 * height : Number.POSITIVE_INFINITY;
  const line = lines
    .filter(({ y, left, text }) => y < bottom && left < right && text.length >= 6 && COMPANY.test(text))
    .sort((a, b) => b.y - a.y)[0];
  return line && { text: nameIn(line.text.replace(/^名?称/, '')), confidence: line.confidence * 0.9 };
}

const ADDRESS_START =
  /^住?所?(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|.{2,6}[省市].{1,6}[市区县])/;

/** A line that starts like an address and names a street or house, with the rest of it below. */
function addressWithoutLabel(lines: readonly TextLine[], values: LicenceLayout['values']): Field | undefined {
  const name = values.get('name')?.label.line;
  const line = lines
    .filter((textLine) => textLine !== name && ADDRESS_START.test(textLine.text) && textLine.text.length >= 8)
    .filter(({ text }) => /[路街道号村镇乡室楼]/.test(text) && !COMPANY.test(text) && !/登记机关|监督管理/.test(text))
    .sort((a, b) => a.y - b.y)[0];
  if (!line) return undefined;
  const below = lines.find(
    (textLine) =>
      Math.abs(textLine.left - line.left) < 2 * line.height &&
      textLine.y > line.y + 0.5 * line.height &&
      textLine.y < line.y + 1.7 * line.height &&
      !/^(法定|注册|成立|营业期|经营范|类型|登记|负责人|经营者)/.test(textLine.text),
  );
  const text = line.text.replace(/^住?所?/, '') + (below?.text ?? '');
  return { text: addressIn(text), confidence: line.confidence * 0.9 };
}

/** The day below 登记机关, alone on its line. */
function issueDay(lines: readonly TextLine[], values: LicenceLayout['values']): Field | undefined {
  const authority = values.get('authority')?.label;
  const line = lines
    .filter(({ y, text }) => (!authority || y > authority.y) && /^\d{4}年\d{1,2}月\d{1,2}日$/.test(text))
    .sort((a, b) => b.y - a.y)[0];
  const text = line && dayIn(line.text);
  return text && authority ? { text, confidence: line.confidence } : undefined;
}
