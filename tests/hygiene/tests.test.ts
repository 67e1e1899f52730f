import { describe, expect, it } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';
import { type TestCall, testCallsIn } from './test-calls.ts';

const paths = projectFiles().filter((path) => /\.(test|suite)\.ts$/.test(path));
const calls = paths.flatMap((path) => testCallsIn(path, textOf(path)));
const tests = calls.filter(({ call }) => call.startsWith('it'));
const toLine = ({ path, call, name }: TestCall) => `${path}: ${call}('${name}')`;

/**
 * Requirements by letter, with the last number of each: incoming verdicts, Idempotency-Key, states and races, uploads, personal data,
 * who may, deliveries, vendors, configuration, the laptop, budgets, hygiene.
 */
const REQUIREMENTS: Readonly<Record<string, number>> = {
  W: 11,
  I: 8,
  S: 7,
  U: 11,
  P: 7,
  A: 5,
  D: 5,
  V: 4,
  C: 4,
  L: 6,
  B: 2,
  H: 1,
};

describe('every test', () => {
  it('runs, and lets the others run', () => {
    const switched = calls.filter(({ call }) => /^test\b|\.(only|skip|todo|fails|skipIf|runIf)\b/.test(call));

    expect(switched.map(toLine)).toEqual([]);
  });

  it('expects something', () => {
    const idle = tests.filter(({ body }) => !/\b(expect\w*|assert\w*)\b/.test(body));

    expect(idle.map(toLine)).toEqual([]);
  });

  it('has a name that no other test of its group has', () => {
    const names = tests.map(({ path, group, name }) => `${path}: ${group}${name}`);

    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('names requirements and rules that exist', () => {
    const rules = projectFiles().filter((path) => /^shared\/domain\/rules\/[\w-]+\.ts$/.test(path));
    const ruleIds = new Set(
      rules
        .map(textOf)
        .join()
        .match(/(?<=')[A-Z]{2}-([A-Z]{2}-)?\d{2}(?=')/g),
    );

    const unknown = tests.filter(({ name }) => idsIn(name).some((id) => !isRequirement(id) && !ruleIds.has(id)));

    expect(tests.filter(({ name }) => idsIn(name).length > 0)).not.toEqual([]);
    expect(unknown.map(toLine)).toEqual([]);
  });
});

const idsIn = (name: string): readonly string[] => name.match(/(?<=\[)[A-Z][^\]]*(?=\])/g) ?? [];

function isRequirement(id: string): boolean {
  const [, letter = '', number = ''] = /^([A-Z])([1-9]\d?)$/.exec(id) ?? [];
  return Number(number) > 0 && Number(number) <= (REQUIREMENTS[letter] ?? 0);
}
