import { basename } from 'node:path';
import type { Answer, Chapter } from './asvs/answer.ts';
import { CHAPTERS } from './asvs/chapters.ts';
import { CHAPTERS_AT_LEVEL_3, chapterOf, REQUIRED, type Requirement, sectionOf } from './asvs/levels.ts';
import { markdownTable } from './markdown-table.ts';

const requiredOf = ({ id }: Chapter): readonly Requirement[] => REQUIRED.filter((one) => chapterOf(one.id) === id);

/** The key in a chapter's answers that covers a requirement: its own, its section's or its chapter's. */
export const keyFor = ({ answers }: Chapter, id: string): string | undefined =>
  [id, sectionOf(id), chapterOf(id)].find((key) => Object.hasOwn(answers, key));

/** Without the ids in brackets, and safe in a table. */
const plain = (sentence: string): string => sentence.replace(/\[[A-Z]\d{1,2}\] /g, '').replaceAll('|', '\\|');

/** From docs/, where the page is. */
const fromDocs = (path: string): string => (path.startsWith('docs/') ? path.slice('docs/'.length) : `../${path}`);

const nameOf = (page: string): string => {
  const [path = '', heading] = page.split('#');
  const [, number] = /^docs\/decisions\/0*(\d+)-/.exec(path) ?? [];
  return `${number ? `decision ${number}` : basename(path, '.md')}${heading ? `: ${heading.replaceAll('-', ' ')}` : ''}`;
};

function proofOf(answer: Answer): string {
  if (answer.by === 'test') return `[${plain(answer.sentence)}](${fromDocs(answer.path)})`;
  if (answer.by === 'decision') return `[${nameOf(answer.page)}](${fromDocs(answer.page)})`;
  return answer.by === 'open' ? `**open**: ${answer.missing}` : `not applicable: ${answer.because}`;
}

const levelsOf = (requirements: readonly Requirement[]): string =>
  [...new Set(requirements.map(({ level }) => level))].toSorted().join(', ');

function sectionFor(chapter: Chapter): string {
  const rows = Object.entries(chapter.answers).map(([key, answer]) => {
    const covered = requiredOf(chapter).filter(({ id }) => keyFor(chapter, id) === key);
    return [key, levelsOf(covered), answer.by === 'not-applicable' ? '–' : answer.here, proofOf(answer)];
  });
  const table = markdownTable(['', 'level', 'here', 'what keeps it'], rows);
  return `## ${chapter.id} ${chapter.title}\n\n${table.join('\n')}`;
}

const KINDS = ['test', 'decision', 'not-applicable', 'open'] as const;

/** How many requirements of each chapter are met how: one row a chapter, and their sum. */
export function countsOfChapters(): readonly string[] {
  const rows = CHAPTERS.map((chapter) => {
    const kinds = requiredOf(chapter).map(({ id }) => chapter.answers[keyFor(chapter, id) ?? '']?.by);
    return [kinds.length, ...KINDS.map((kind) => kinds.filter((one) => one === kind).length)];
  });
  const sum = [0, 1, 2, 3, 4].map((column) => rows.reduce((total, row) => total + (row[column] ?? 0), 0));
  return markdownTable(
    ['chapter', 'requirements', 'test', 'decision', 'not applicable', 'open'],
    [...CHAPTERS.map(({ id, title }, index) => [`${id} ${title}`, ...(rows[index] ?? [])]), ['together', ...sum]],
  );
}

/** docs/security.md: every requirement of OWASP ASVS that counts, and what keeps it. */
export const securityPage = (): string => `# Security requirements

The service beside the OWASP Application Security Verification Standard 5.0.0: levels 1 and 2, and level 3 of the chapters that are about
personal data (${CHAPTERS_AT_LEVEL_3.join(', ')}). Each requirement has a test, a decision, or a reason why it does not apply; the column
*here* says in our words what it means for this service. The wording of the standard itself is at
[github.com/OWASP/ASVS](https://github.com/OWASP/ASVS/tree/v5.0.0_release/5.0/en), Copyright 2008-2025 The OWASP Foundation. It is under
[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/), and so is this page.

Written by \`npm run docs\` from \`tools/docs/asvs\`; do not change it by hand. A test fails when a requirement is missing, or a test, page
or heading is not there. What a person has to do is in the [manual for operators](operations.md#安全) (in Chinese).

${CHAPTERS.map(sectionFor).join('\n\n')}
`;
