/** The public registry of filing numbers; the footer of a filed website must link to it (PR-13). */
export const REGISTRY_URL = 'https://beian.miit.gov.cn/';

/** The HTML for the footer of every page of a filed website. */
export const footerSnippet = (filingNumber: string): string =>
  `<a href="${REGISTRY_URL}" target="_blank" rel="noopener">${filingNumber}</a>`;
