import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../deploy/root.ts';
import { generatedDocs } from './docs/generated.ts';

/** `npm run docs`: writes every generated page. A test fails when one is not current. */
for (const [path, text] of Object.entries(await generatedDocs())) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(path);
}
