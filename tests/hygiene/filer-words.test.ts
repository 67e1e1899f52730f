import { expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';

const FILERS = /^(client|contracts|web\/src|miniprogram\/src|shared|functions)\/.*\.(ts|vue|wxml)$/;

it('filers are addressed as 你 everywhere, and never as 您', () => {
  const found = projectFiles(ROOT).filter(
    (path) => FILERS.test(path) && !path.includes('.test.') && textOf(path).includes('您'),
  );

  expect(found).toEqual([]);
});
