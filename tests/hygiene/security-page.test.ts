import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';
import { testCallsIn } from './test-calls.ts';

/**
 * OWASP Application Security Verification Standard 5.0.0 of 30 May 2025 (tag v5.0.0_release, file
 * OWASP_Application_Security_Verification_Standard_5.0.0_en.flat.json, read on 27 November 2026): by section, the level of each
 * of its requirements in their order. `"V1.1": "22"` says that V1.1.1 and V1.1.2 belong to level 2.
 */
const LEVELS = JSON.parse(textOf('tests/hygiene/asvs-levels.json')) as Readonly<Record<string, string>>;

/**
 * Chapters of which level 3 counts too, because they are about personal data: files (certificates and faces), sessions
 * and authorization (who reads it), cryptography, data protection and logging.
 */
const CHAPTERS_AT_LEVEL_3 = ['V5', 'V7', 'V8', 'V11', 'V14', 'V16'];

interface Row {
  readonly id: string;
  readonly levels: string;
  readonly here: string;
  readonly proof: string;
}

const rows: readonly Row[] = [
  ...textOf('docs/security.md').matchAll(
    /^- (V[\d.]+) \(([\d, ]+)\) (?:([^[\n]+) )??(\[.+\]\(.+\)|not applicable: .+)$/gm,
  ),
].map(([, id = '', levels = '', here = '', proof = '']) => ({ id, levels, here, proof }));

const required = Object.entries(LEVELS).flatMap(([section, levels]) =>
  [...levels]
    .map((level, place) => ({ id: `${section}.${place + 1}`, level }))
    .filter(({ id, level }) => level < '3' || CHAPTERS_AT_LEVEL_3.includes(id.split('.', 1)[0] ?? '')),
);

/** What nobody can do, beside the standard. */
const insiders = [...textOf('docs/security.md').matchAll(/^- ([^:V\n][^[\n]+): (\[.+\]\(.+\.test\.ts\))$/gm)].map(
  ([, id = '', proof = '']) => ({ id, proof }),
);

/** The row of a requirement: its own, its section's or its chapter's. */
const rowFor = (id: string): Row | undefined => {
  const parts = id.split('.');
  return [3, 2, 1].flatMap((length) => rows.find((row) => row.id === parts.slice(0, length).join('.')) ?? [])[0];
};

describe('docs/security.md', () => {
  it('is about levels 1 and 2 of OWASP ASVS, and level 3 of the chapters about personal data', () => {
    const ofLevel = (wanted: string) => required.filter(({ level }) => level === wanted).length;

    expect([ofLevel('1'), ofLevel('2'), ofLevel('3')]).toEqual([70, 183, 26]);
    expect(textOf('docs/security.md')).toContain(`(${CHAPTERS_AT_LEVEL_3.join(', ')})`);
  });

  it('answers every requirement once, with its level, and nothing else', () => {
    const covered = required.map((requirement) => ({ ...requirement, row: rowFor(requirement.id) }));
    const levelsOf = (row: Row) => [
      ...new Set(covered.filter((answer) => answer.row === row).map(({ level }) => level)),
    ];

    expect(covered.filter(({ row }) => !row)).toEqual([]);
    expect(rows.filter((row) => row.levels !== levelsOf(row).toSorted().join(', '))).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('answers by a test, a page, or the reason why it does not apply, which alone may be for a whole section', () => {
    const wrong = rows.filter(({ id, here, proof }) => {
      if (/^not applicable: .{5,160}\.$/.test(proof)) return here !== '';
      return !/^\[.+\]\(.+\)$/.test(proof) || !/^.{5,160}\.$/.test(here) || id.split('.').length < 3;
    });

    expect(wrong).toEqual([]);
  });

  it('names a test in each line about insiders, thieves, strangers and filers', () => {
    const [, section = ''] = textOf('docs/security.md').split(/^## /m);
    const lines = [...(section.split('\nWhat they still can')[0] ?? '').matchAll(/^- (.+)$/gm)].map(([, line]) => line);

    expect(section).toMatch(/^What an insider can/);
    expect(lines.filter((line) => !line?.includes('.test.ts)'))).toEqual([]);
    expect(lines.length).toBe(insiders.length);
  });

  it('names tests that exist, each of which no other test of its file is called like', () => {
    const named = [...rows, ...insiders].flatMap(({ id, proof }) => {
      const [, sentence = '', path] = /^\[(.+)\]\(\.\.\/(.+\.(?:test|suite)\.ts)\)$/.exec(proof) ?? [];
      return path ? [{ id, path: join(path), sentence: sentence.replaceAll('\\|', '|') }] : [];
    });
    const files = new Set(projectFiles(ROOT));

    const wrong = named.filter(({ path, sentence }) => {
      const names = files.has(path) ? testCallsIn(path, textOf(path)).map(({ name }) => plain(name)) : [];
      return names.filter((name) => name.includes(sentence)).length !== 1;
    });

    expect(named.length).toBeGreaterThan(100);
    expect(insiders.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

/** A test's name without the ids in brackets. */
const plain = (name: string): string => name.replace(/\[[A-Z]\d{1,2}\] /g, '');
