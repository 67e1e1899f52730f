import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';

/** The public registry of filing numbers; the footer of a filed website must link to it (PR-13). */
export const REGISTRY_URL = 'https://beian.miit.gov.cn/';

/** 广东 requires the organizer's number in the footer, without the website's suffix (PV-GD-17). */
const ORGANIZER_NUMBER_PROVINCES: readonly string[] = ['440000'];

/** The number for a website's footer; undefined when it has none. @param region GB/T 2260 code of the province. */
export function footerNumber(region: string, numbers: FilingNumbers, websiteId: string): string | undefined {
  const own = numbers.websites[websiteId];
  return own !== undefined && ORGANIZER_NUMBER_PROVINCES.includes(region) ? numbers.organizer : own;
}

/** The HTML for the footer of every page of a filed website. */
export const footerSnippet = (filingNumber: string): string =>
  `<a href="${REGISTRY_URL}" target="_blank" rel="noopener">${filingNumber}</a>`;
