import type { FilingNumbers } from '../shared/domain/filing/filing.ts';

/** Where anybody can look a filing number up; the footer of a filed website must link there (PR-13). */
export const REGISTRY_URL = 'https://beian.miit.gov.cn/';

/** 广东 wants the organizer's number in the footer, without the website's own part (PV-GD-17). */
const ORGANIZER_NUMBER_PROVINCES: readonly string[] = ['440000'];

/** The number that goes to the foot of a website; undefined for a website without one. @param region GB/T 2260 code of the province. */
export function footerNumber(region: string, numbers: FilingNumbers, websiteId: string): string | undefined {
  const own = numbers.websites[websiteId];
  return own !== undefined && ORGANIZER_NUMBER_PROVINCES.includes(region) ? numbers.organizer : own;
}

/** The HTML for the foot of every page of a website that has been filed. */
export const footerSnippet = (filingNumber: string): string =>
  `<a href="${REGISTRY_URL}" target="_blank" rel="noopener">${filingNumber}</a>`;
