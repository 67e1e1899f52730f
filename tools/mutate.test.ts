import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { hasSurvivor, strykerOptions } from './mutate.ts';
import { USAGES } from './usages.mjs';

it('passes files and directories to Stryker, but never tests and tables of cases', () => {
  const options = strykerOptions(['shared/domain/identity/mask.ts:3-9', './shared/domain/rules/']);

  expect(options).toEqual({
    mutate: ['shared/domain/identity/mask.ts:3-9', 'shared/domain/rules/**/*.ts', '!**/*.test.ts', '!**/*cases.ts'],
    force: false,
  });
});

it('accepts the whole domain, and runs everything again with --force', () => {
  const options = strykerOptions(['shared/domain', '--force']);

  expect(options).toEqual({ mutate: ['shared/domain/**/*.ts', '!**/*.test.ts', '!**/*cases.ts'], force: true });
});

it('accepts the readers of a vendor’s replies', () => {
  const [file] = strykerOptions(['shared/adapters/tencent/ocr/valid-card.ts']).mutate;

  expect(file).toBe('shared/adapters/tencent/ocr/valid-card.ts');
});

it.each([
  ['no place', [], USAGES.mutate],
  ['an option that there is not', ['shared/domain', '--sample', '40'], "Unknown option '--sample'"],
  [
    'a file that is not there',
    ['shared/domain/nothing.ts'],
    'shared/domain、shared/adapters/tencent/ocr 中没有 shared/domain/nothing.ts。',
  ],
  [
    'a file outside of the domain',
    ['platform/edge/trace.ts'],
    'shared/domain、shared/adapters/tencent/ocr 中没有 platform/edge/trace.ts。',
  ],
  [
    'a folder beside the domain',
    ['shared/domain/../edge'],
    'shared/domain、shared/adapters/tencent/ocr 中没有 shared/domain/../edge。',
  ],
])('refuses %s', (_, args, sentence) => {
  expect(() => strykerOptions(args)).toThrow(sentence);
});

it.each([
  ['a survivor in the given paths', 'shared/domain/rules/places.ts', 'Survived', true],
  ['code there that no test runs', 'shared/domain/identity/mask.ts', 'NoCoverage', true],
  ['a survivor that an earlier run left elsewhere', 'shared/domain/filing/filing.ts', 'Survived', false],
  ['a mutant that was noticed', 'shared/domain/identity/mask.ts', 'Killed', false],
  ['a mutant that never ended', 'shared/domain/identity/mask.ts', 'Timeout', false],
] as const)('judges %s', (_, path, status, survives) => {
  const mutant = {
    id: '1',
    mutatorName: 'Regex',
    replacement: '',
    status,
    location: { start: { line: 1, column: 0 }, end: { line: 1, column: 1 } },
    fileName: join(ROOT, path),
  };

  const options = { mutate: ['shared/domain/identity/mask.ts:3-9', 'shared/domain/rules/**/*.ts', '!**/*.test.ts'] };

  expect(hasSurvivor([mutant], options)).toBe(survives);
});
