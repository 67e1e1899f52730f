import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { Tester } from './tester.ts';

const path = 'shared/domain/finding.ts';
const text = readFileSync(join(ROOT, path), 'utf8');
const tester = new Tester();
afterAll(() => tester.stop());

/** One process for all, as in a real run. */
it.each([
  ['the file as it is', text, 'passed'],
  ['a file without what is asked for', '', 'failed'],
  ['the file as it is, again', text, 'passed'],
  ['a file that ends its process', `${text}\nprocess.kill(process.pid, 'SIGKILL');`, 'failed'],
  ['a file that never ends', `${text}\nfor (;;);`, 'timeout'],
  ['the file as it is, after all that', text, 'passed'],
])('tests of %s', async (_, trial, ending) => {
  const tests = ['shared/domain/finding.test.ts'];

  expect(await tester.run({ path, text: trial, tests, first: [] }, ending === 'timeout' ? 3 : 60)).toBe(ending);
});
