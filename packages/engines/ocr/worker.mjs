// Node 20 can't run TypeScript, and a worker doesn't inherit vitest's loader: tsx is registered here, for both. Its hooks
// for `require` run in this thread; those for `import` would take another one, and 30 MB.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/cjs/api';

register();
createRequire(import.meta.url)(fileURLToPath(new URL('./worker.ts', import.meta.url)));
