import { provinceOf } from '../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';

/** The public registry of filing numbers; the footer of a filed website must link to it (PR-13). */
export const REGISTRY_URL = 'https://beian.miit.gov.cn/';

/** The number for a website's footer, as its province wants it (PV-GD-17); undefined when it has none. @param region GB/T 2260 code. */
export function footerNumber(region: string, numbers: FilingNumbers, websiteId: string): string | undefined {
  const own = numbers.websites[websiteId];
  return own !== undefined && provinceOf(region)?.footerNumber === 'organizer' ? numbers.organizer : own;
}

/** The HTML for the footer of every page of a filed website. */
export const footerSnippet = (filingNumber: string): string =>
  `<a href="${REGISTRY_URL}" target="_blank" rel="noopener">${filingNumber}</a>`;
