import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

export const ANSWER_KINDS = [
  'sms-started',
  'sms-verified',
  'sms-failed',
  'sms-timed-out',
  'accepted',
  'returned',
  'approved',
  'revoked',
] as const;

const numbers = z.object({ organizer: z.string(), websites: z.record(z.string(), z.string()) });

const bookedAnswer = z.object({
  answerId: z.string(),
  number: z.number(),
  sequence: z.number(),
  kind: z.enum(ANSWER_KINDS),
  /** ISO 8601. */
  at: z.string(),
  words: z.optional(z.string()),
  numbers: z.optional(numbers),
  /** How often it is still to be given out; a desk acknowledges it once, a fault gives it again. */
  left: z.number(),
});
export type BookedAnswer = z.infer<typeof bookedAnswer>;

const bookedSubmission = z.object({
  number: z.number(),
  /** Of its content, by which the same is told from another. */
  hash: z.string(),
  filingType: z.string(),
  region: z.string(),
  certificateNumber: z.string(),
  websites: z.array(z.object({ id: z.string(), domain: z.string(), remark: z.string() })),
  attachments: z.number(),
  isTakenBack: z.boolean(),
});
export type BookedSubmission = z.infer<typeof bookedSubmission>;

const listEntry = z.object({ kind: z.enum(['organizer', 'person', 'domain']), value: z.string() });
export type BookedListEntry = z.infer<typeof listEntry>;
/** The newest of a list; `issue` grows. */
const list = z.object({ issue: z.number(), dueAt: z.string(), entries: z.array(listEntry) });

const notice = z.object({
  answerId: z.string(),
  noticeId: z.string(),
  kind: z.enum(['notice', 'inspection']),
  /** ISO 8601. */
  at: z.string(),
  filingNumber: z.string(),
  websites: z.optional(z.array(z.string())),
  dueAt: z.optional(z.string()),
  words: z.string(),
  left: z.number(),
});
export type BookedNotice = z.infer<typeof notice>;

const LIST_RESULTS = ['access-stopped', 'not-ours', 'filed', 'mistaken'] as const;
const reportHead = {
  number: z.int().check(z.positive()),
  at: z.iso.datetime({ offset: true }),
  words: z.optional(z.string().check(z.maxLength(500))),
};
/** What a desk reports of a notice, or of an entry of a list. */
export const report = z.union([
  z.strictObject({
    ...reportHead,
    noticeId: z.string(),
    result: z.enum(['rectified', 'not-rectified', 'not-ours']),
  }),
  z.strictObject({
    ...reportHead,
    list: z.enum(['black', 'unfiled']),
    kind: z.enum(['organizer', 'person', 'domain']),
    value: z.string(),
    result: z.enum(LIST_RESULTS),
  }),
]);
export type BookedReport = z.infer<typeof report>;

const book = z.object({
  submissions: z.array(bookedSubmission),
  answers: z.array(bookedAnswer),
  registry: z.object({
    nextNumber: z.number(),
    organizers: z.record(z.string(), z.object({ number: z.string(), websites: z.number() })),
  }),
  /** What a remark has wished for and got, so that each wish comes true once. */
  granted: z.array(z.string()),
  notices: z._default(z.array(notice), []),
  reports: z._default(z.array(report), []),
  lists: z._default(z.object({ black: z.optional(list), unfiled: z.optional(list) }), {}),
});
export type Book = z.infer<typeof book>;

const EMPTY: Book = {
  submissions: [],
  answers: [],
  registry: { nextNumber: 1, organizers: {} },
  granted: [],
  notices: [],
  reports: [],
  lists: {},
};

/** What the authority has: one JSON file, replaced as a whole, so that a crash leaves the old or the new. */
export interface BookFile {
  read(): Book;
  write(book: Book): void;
}

/** Opens or creates it. @throws when it has another form. */
export function openBook(dir: string): BookFile {
  const path = join(dir, 'book.json');
  mkdirSync(dir, { recursive: true });
  let current = load(path);
  return {
    read: () => current,
    write(next) {
      writeFileSync(`${path}.new`, JSON.stringify(next, null, 2));
      renameSync(`${path}.new`, path);
      current = next;
    },
  };
}

function load(path: string): Book {
  try {
    return book.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return EMPTY;
    throw error;
  }
}
