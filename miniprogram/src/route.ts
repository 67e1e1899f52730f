import type { FilingView } from '../../client/calls/messages.ts';
import { queryOfField, stepOfField, titleOf } from '../../client/filing/steps.ts';

/** The card of pages that have none of their own to share. */
export const FIRST_PAGE_CARD = { title: '给网站办一个备案号', path: '/pages/start/index' };

/** The page of a step: each has the name of its step. @param field the path of the field to scroll to; `next` are asked after it. */
export const stepUrl = (filingId: string, step: string, field?: string, next?: readonly string[]): string =>
  `/pages/${step}/index?filingId=${filingId}${field === undefined ? '' : `&${queryOfField(field, next)}`}`;

/** The page with a field of a filing, by the path that findings and reviewers use. */
export const urlOfField = ({ filingId, organizerKind }: FilingView, field: string, next?: readonly string[]): string =>
  stepUrl(filingId, stepOfField(field, organizerKind), field, next);

/** The title of that page. */
export const titleOfField = ({ organizerKind }: FilingView, field: string): string =>
  titleOf(stepOfField(field, organizerKind));

/** Opens a page on top; instead of the one on top when the stack is nearly full. */
export function goTo(url: string): void {
  const deep = getCurrentPages().length >= MOST_PAGES;
  if (deep) wx.redirectTo({ url });
  else wx.navigateTo({ url });
}
/** WeChat refuses the eleventh page. */
const MOST_PAGES = 8;

/** Scrolls to a field of the page once it is drawn. @param id of its element */
export function scrollTo(id: string): void {
  setTimeout(() => wx.pageScrollTo({ selector: `#${id}`, offsetTop: -80, fail: () => {} }), 100);
}

/** The id of a field's element: paths have points, which selectors can't have. */
export const idOf = (path: string): string => path.replace(/\./g, '-');
