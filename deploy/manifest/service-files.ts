import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** The descriptions of the services of this checkout, by their path: the filing service, and the desk unless it was left out. */
export const SERVICE_FILES: readonly string[] = ['serverless.yml', 'desk/serverless.yml']
  .map((file) => join(ROOT, file))
  .filter((path) => existsSync(path));
