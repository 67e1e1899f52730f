// Node 20 can't run TypeScript, and a worker doesn't inherit vitest's loader: tsx is registered here, for both.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
