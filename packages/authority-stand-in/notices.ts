import { type Book, report } from './book.ts';

/** What is wrong with a report: a code, and the number that is expected. */
export interface ReportFault {
  readonly status: number;
  readonly code: string;
  readonly expected?: number;
}

/** Keeps a report under its number, once. @returns the book with it, or why it is not taken. Throws for another form. */
export function keepReport(book: Book, content: unknown): Book | ReportFault {
  const given = report.parse(content);
  const known = book.reports.find(({ number }) => number === given.number);
  if (known) return JSON.stringify(known) === JSON.stringify(given) ? book : { status: 409, code: 'number-used' };
  const expected = book.reports.length + 1;
  if (given.number !== expected) return { status: 409, code: 'number-gap', expected };
  if ('noticeId' in given) {
    if (!book.notices.some(({ noticeId }) => noticeId === given.noticeId))
      return { status: 422, code: 'unknown-notice' };
    const before = book.reports.flatMap((one) =>
      'noticeId' in one && one.noticeId === given.noticeId ? [one.result] : [],
    );
    if (before.some((result) => result !== 'not-rectified')) return { status: 422, code: 'notice-closed' };
    if (given.result === 'not-rectified' && !given.words) return { status: 422, code: 'content' };
  } else if (!book.lists[given.list]) return { status: 422, code: 'content' };
  return { ...book, reports: [...book.reports, given] };
}
