import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';
import { type TestCall, testCallsIn } from './test-calls.ts';

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
});
