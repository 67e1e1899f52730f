import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { REQUIREMENTS } from '../../tools/docs/requirements.ts';
import { testsByRequirement } from '../../tools/docs/requirements-page.ts';
import { type TestCall, testCallsIn } from '../../tools/docs/test-calls.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';

const paths = projectFiles(ROOT).filter((path) => /\.(test|suite)\.ts$/.test(path));
const calls = paths.flatMap((path) => testCallsIn(path, textOf(path)));
const tests = calls.filter(({ call }) => call.startsWith('it'));
const toLine = ({ path, call, name }: TestCall) => `${path}: ${call}('${name}')`;

describe('every test', () => {
  it('[H3] runs, and does not disable others', () => {
    const switched = calls.filter(({ call }) => /^test\b|\.(only|skip|todo|fails|skipIf|runIf)\b/.test(call));

    expect(switched.map(toLine)).toEqual([]);
  });

  it('[H3] expects something', () => {
    const idle = tests.filter(({ body }) => !/\b(expect\w*|assert\w*)\b/.test(body));

    expect(idle.map(toLine)).toEqual([]);
  });

  it('has a name that is unique in its group', () => {
    const names = tests.map(({ path, group, name }) => `${path}: ${group}${name}`);

    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('names requirements and rules that exist', () => {
    const rules = projectFiles(ROOT).filter((path) => /^shared\/domain\/rules\/[\w-]+\.ts$/.test(path));
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

describe('every requirement', () => {
  it('[H4] has a test that names it', () => {
    const tested = testsByRequirement();

    expect(Object.keys(REQUIREMENTS).filter((id) => !tested.has(id))).toEqual([]);
    expect([...tested.keys()].filter((id) => !isRequirement(id))).toEqual([]);
  });
});

const idsIn = (name: string): readonly string[] => name.match(/(?<=\[)[A-Z][^\]]*(?=\])/g) ?? [];

const isRequirement = (id: string): boolean => Object.hasOwn(REQUIREMENTS, id);
