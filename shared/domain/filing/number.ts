import { PROVINCES } from '../../../contracts/data/provinces.ts';
import { withHyphens, withoutSpaces } from '../../../contracts/normal-forms/characters.ts';

/**
 * 备案号 (PR-14): eight digits up to 2019 (two of them the year), ten since; `-n` marks a website, with a trailing A an
 * app, with X a mini program, with K a quick app, all counted on under one organizer. The number of a telecom licence,
 * such as `粤B2-20090059`, is a filing number too.
 *
 * Source: numbers as printed in page footers, 2005 to 2026; WeChat filing API; App备案咨询 of Huawei Cloud, 2026.
 */
const MARKS = PROVINCES.map(({ mark }) => mark).join('');
const FILED = new RegExp(`^([${MARKS}]ICP备(?:\\d{8}|20\\d{8})号)(-\\d{1,5}[AXK]?)?$`);
const LICENSED = new RegExp(`^([${MARKS}][AB]\\d(?:\\.\\d)?-\\d{8})(-\\d{1,5}[AXK]?)?$`);

/** The number as it is stored and compared: half-width, in upper case, without spaces, with one kind of dash. */
export const normalFilingNumber = (text: string): string => withHyphens(withoutSpaces(text)).toUpperCase();

const match = (number: string) => FILED.exec(number) ?? LICENSED.exec(number);

/**
 * The organizer's part of a number: `粤ICP备2021012345号-1` → `粤ICP备2021012345号`; undefined if the text is not a filing
 * number.
 */
export const organizerNumber = (text: string): string | undefined => match(normalFilingNumber(text))?.[1];

/** Whether a filing number is that of a website. */
export const isWebsiteNumber = (text: string): boolean => match(normalFilingNumber(text))?.[2] !== undefined;
