import type { RecordAction } from '../../shared/domain/record/actions.ts';

/** A way from a notice to the operation that it names. */
export interface RecordWay {
  readonly recordId: string;
  readonly label: string;
  /** Without one it is the page of the website, or of the record. */
  readonly action?: RecordAction | undefined;
  readonly websiteId?: string | undefined;
}

/** `星河数据有限公司（粤ICP备2099000001号）`. */
export const organizerName = ({ title, number }: { readonly title: string; readonly number: string }): string =>
  title === number ? number : `${title}（${number}）`;
