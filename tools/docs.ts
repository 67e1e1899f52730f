import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../deploy/root.ts';
import { generatedDocs } from './docs/generated.ts';
import { requirementsPage } from './docs/requirements-page.ts';

/**
 * `npm run docs`: writes every generated page. A test fails when one is not current. With `--requirements` it writes only a
 * report of the requirements with their tests, which nobody keeps.
 */
const pages = process.argv.includes('--requirements')
  ? { 'build/requirements.md': requirementsPage() }
  : await generatedDocs();
for (const [path, text] of Object.entries(pages)) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(path);
}
