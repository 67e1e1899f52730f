import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { provinceOf } from '../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';

/** The part of an export's `submission.json` by which the authority decides. */
export interface Filed {
  readonly number: number;
  readonly filingType: string;
  readonly province: string;
  readonly data: {
    readonly organizer: { readonly certificateNumber?: string };
    /** Under which it is filed already. */
    readonly numbers?: FilingNumbers | undefined;
    readonly websites: readonly {
      readonly id: string;
      readonly domain: string;
      readonly details?: { readonly remark?: string };
    }[];
  };
}

/** What the authority says, as it is typed at the desk. */
export interface Said {
  readonly kind: string;
  /** Its own words, of a return. */
  readonly words?: string;
  readonly numbers?: FilingNumbers;
}

/** Numbers that an organizer from elsewhere may have given away before. */
const FILED_ELSEWHERE = 100;

/** What was handed in under a number, and what came of it. */
interface Booked {
  readonly filingType: string;
  readonly province: string;
  /** Hash of the certificate's number. */
  readonly organizer: string;
  readonly numbers?: FilingNumbers | undefined;
  readonly websites: readonly { readonly id: string; readonly domain: string }[];
  readonly wishes: readonly string[];
  /** By the usual answer in whose place it was said. */
  readonly said: Readonly<Record<string, Said>>;
}

interface Book {
  readonly submissions: Readonly<Record<number, Booked>>;
  /** By the hash: its number, and how many websites were numbered after it. */
  readonly organizers: Readonly<Record<string, { readonly number: string; readonly websites: number }>>;
}

/** The provincial authority of a laptop: a file, kept by whoever hands in. It objects to nothing but where a remark asks for it. */
export interface AuthorityBook {
  /** Takes a filing in; the same again is one. */
  takeIn(filed: Filed): void;
  /**
   * What it says next of a submission, the same at every try.
   *
   * @param possible answers that can come now. @returns undefined when it says nothing more, or has not got it.
   */
  say(number: number, possible: readonly string[]): Said | undefined;
  /** Everything that it has got, in the order of the numbers, with all that it said. */
  all(): readonly { readonly number: number; readonly filingType: string; readonly said: readonly Said[] }[];
}

const USUAL = ['approved', 'sms-verified', 'sms-started'];
const NUMBERED = ['first', 'new-website', 'new-access'];

/** Texts in a website's remark, and what each brings about once, to show it. */
const WISHES: readonly { readonly words: string; readonly instead: string; readonly said: Said }[] = [
  { words: '请短信超时', instead: 'sms-verified', said: { kind: 'sms-timed-out' } },
  {
    words: '请短信失败',
    instead: 'sms-verified',
    said: { kind: 'sms-failed', words: '证件号码五次输入有误，请核对负责人证件号码。' },
  },
  {
    words: '请管局退回',
    instead: 'approved',
    said: { kind: 'returned', words: '网站备注没有说明网站的具体内容和用途；请按要求填写备注。' },
  },
];

/** Opens the authority's book, or begins one. @param path of its file, replaced as a whole. */
export function openAuthorityBook(path: string): AuthorityBook {
  let book: Book = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { submissions: {}, organizers: {} };

  function write(changed: Book): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(changed, null, 2));
    renameSync(`${path}.new`, path);
    book = changed;
  }
  const keep = (number: number, booked: Booked) =>
    write({ ...book, submissions: { ...book.submissions, [number]: booked } });

  /** A wish of a website that has not come true before. */
  const wishOf = ({ wishes, websites }: Booked, instead: string): Said | undefined =>
    WISHES.find(
      (wish) =>
        wish.instead === instead &&
        wishes.includes(wish.words) &&
        !Object.values(book.submissions).some(
          (other) => other.said[instead]?.kind === wish.said.kind && sharesDomain(other, websites),
        ),
    )?.said;

  /** Who is filed keeps its numbers, and further websites are numbered after it. No number comes back. */
  function given({ organizer, numbers, province, websites }: Booked): FilingNumbers {
    const serial = String(Object.keys(book.organizers).length + 1).padStart(6, '0');
    const fresh = `${provinceOf(province)?.mark ?? '京'}ICP备${new Date().getFullYear()}${serial}号`;
    const first = numbers ? { number: numbers.organizer, websites: FILED_ELSEWHERE } : { number: fresh, websites: 0 };
    const { number, websites: before } = book.organizers[organizer] ?? first;
    const after = { number, websites: before + websites.length };
    write({ ...book, organizers: { ...book.organizers, [organizer]: after } });
    const numbered = websites.map(({ id }, index) => [id, numbers?.websites[id] ?? `${number}-${before + index + 1}`]);
    return { organizer: number, websites: Object.fromEntries(numbered) };
  }

  function approval(booked: Booked): Said {
    const { filingType } = booked;
    if (!NUMBERED.includes(filingType)) return { kind: 'approved' };
    return { kind: 'approved', numbers: given(booked) };
  }

  return {
    takeIn({ number, filingType, province, data }) {
      if (book.submissions[number]) return;
      const certificate = data.organizer.certificateNumber ?? '';
      keep(number, {
        filingType,
        province,
        organizer: createHash('sha256').update(certificate).digest('hex'),
        numbers: data.numbers,
        websites: data.websites.map(({ id, domain }) => ({ id, domain })),
        wishes: WISHES.map(({ words }) => words).filter((words) =>
          data.websites.some(({ details }) => details?.remark?.includes(words)),
        ),
        said: {},
      });
    },

    say(number, possible) {
      const usual = USUAL.find((kind) => possible.includes(kind));
      const booked = book.submissions[number];
      if (!usual || !booked) return undefined;
      const before = booked.said[usual];
      if (before) return before;
      const said = wishOf(booked, usual) ?? (usual === 'approved' ? approval(booked) : { kind: usual });
      keep(number, { ...booked, said: { ...booked.said, [usual]: said } });
      return said;
    },

    all: () =>
      Object.entries(book.submissions).map(([number, { filingType, said }]) => ({
        number: Number(number),
        filingType,
        said: Object.values(said),
      })),
  };
}

const sharesDomain = ({ websites }: Booked, others: Booked['websites']): boolean =>
  websites.some(({ domain }) => others.some((other) => other.domain === domain));
