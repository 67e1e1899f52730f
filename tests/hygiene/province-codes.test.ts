import { expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

const TABLES = /^(contracts\/data|shared\/domain\/(data|rules\/provinces))\//;
const PRODUCT = /^(functions|shared|platform|contracts|client|ui|web|desk|miniprogram)\/.*\.(ts|vue)$/;

it('codes of provinces stand in the tables alone, so that a province is changed in one place', () => {
  const product = projectFiles(ROOT).filter((path) => PRODUCT.test(path) && !isTestFile(path) && !TABLES.test(path));

  expect(product.length).toBeGreaterThan(300);
  expect(product.filter((path) => /['"][1-6]\d0000['"]/.test(textOf(path)))).toEqual([]);
});
