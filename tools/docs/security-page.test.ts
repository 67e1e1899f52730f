import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import type { Answer } from './asvs/answer.ts';
import { CHAPTERS } from './asvs/chapters.ts';
import { REQUIRED } from './asvs/levels.ts';
import { countsOfChapters, keyFor, securityPage } from './security-page.ts';
import { testCallsIn } from './test-calls.ts';

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const answers = CHAPTERS.flatMap((chapter) => Object.entries(chapter.answers));

/** The answers of one kind, each with its id. */
const by = <K extends Answer['by']>(kind: K) =>
  answers.flatMap(([id, answer]) => (answer.by === kind ? [{ id, ...(answer as Extract<Answer, { by: K }>) }] : []));

describe('the requirements of OWASP ASVS', () => {
  it('are those of levels 1 and 2, and of level 3 in the chapters about personal data', () => {
    const ofLevel = (level: number) => REQUIRED.filter((one) => one.level === level).length;

    expect([ofLevel(1), ofLevel(2), ofLevel(3)]).toEqual([70, 183, 26]);
    expect(REQUIRED.find(({ id }) => id === 'V6.3.3')).toEqual({ id: 'V6.3.3', level: 2 });
    expect(REQUIRED.map(({ id }) => id)).toContain('V14.2.8');
    expect(REQUIRED.map(({ id }) => id)).not.toContain('V13.3.3');
  });

  it('are each answered in their chapter', () => {
    const unanswered = REQUIRED.filter(({ id }) => !CHAPTERS.some((chapter) => keyFor(chapter, id)));

    expect(unanswered).toEqual([]);
  });

  it('are answered once, under an id that exists', () => {
    const used = CHAPTERS.flatMap((chapter) => REQUIRED.map(({ id }) => keyFor(chapter, id)));

    expect(answers.map(([id]) => id).filter((id) => !used.includes(id))).toEqual([]);
    expect(new Set(answers.map(([id]) => id)).size).toBe(answers.length);
  });

  it('apply in part unless a whole section is said not to', () => {
    const whole = answers.filter(([id]) => !/^V\d+\.\d+\.\d+$/.test(id));

    expect(whole.filter(([, { by: kind }]) => kind !== 'not-applicable')).toEqual([]);
  });
});

describe('an answer', () => {
  it('by a test names one test of its file', () => {
    const wrong = by('test').filter(({ path, sentence }) => {
      const names = existsSync(join(ROOT, path)) ? testCallsIn(path, textOf(path)).map(({ name }) => name) : [];
      return names.filter((name) => name.includes(sentence)).length !== 1;
    });

    expect(wrong.map(({ id, path, sentence }) => `${id}: ${path}: ${sentence}`)).toEqual([]);
  });

  it('by a decision names a page that exists, and a heading in it', () => {
    const wrong = by('decision').filter(({ page }) => {
      const [path = '', anchor] = page.split('#');
      if (!path.endsWith('.md') || !existsSync(join(ROOT, path))) return true;
      return anchor !== undefined && !anchorsOf(textOf(path)).includes(anchor);
    });

    expect(wrong.map(({ id, page }) => `${id}: ${page}`)).toEqual([]);
  });

  it('is open for nothing', () => {
    expect(by('open').map(({ id }) => id)).toEqual([]);
  });

  it('is a sentence that fits a cell', () => {
    const sentences = answers.flatMap(([, answer]) => {
      if (answer.by === 'not-applicable') return [answer.because];
      return answer.by === 'open' ? [answer.here, answer.missing] : [answer.here];
    });

    expect(sentences.filter((sentence) => !/^[^|\n]{5,160}\.$/.test(sentence))).toEqual([]);
  });
});

describe('the page', () => {
  it('has a row for each answer, with what keeps it', () => {
    const rows = securityPage().split('\n');

    expect(rows).toContain(
      '| V6.5.1 | 2 | A scanned code serves once. | [accepts a code once](../functions/session/scan-ticket.laptop.test.ts) |',
    );
    expect(rows).toContain(
      '| V7.1.2 | 2 | Any number of sessions, all listed. | [decision 24: sessions](decisions/0024-security-by-decision.md#sessions) |',
    );
    expect(rows).toContain('| V6.2 | 1, 2 | – | not applicable: There are no passwords. |');
    expect(rows.filter((row) => /^\| V/.test(row)).length).toBe(answers.length);
  });

  it('counts every requirement once', () => {
    const [, , ...rows] = countsOfChapters();
    const [required = 0, ...kinds] = (rows.at(-1) ?? '').match(/\d+/g)?.map(Number) ?? [];

    expect(rows.length).toBe(CHAPTERS.length + 1);
    expect(required).toBe(REQUIRED.length);
    expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(REQUIRED.length);
  });
});

/** Anchors of headings as GitHub makes them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
