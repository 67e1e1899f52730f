import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Whether the reviewers' desk is in this checkout: its folder can be deleted. */
export const hasDesk = (): boolean => existsSync(join(ROOT, 'desk'));

/**
 * What the desk offers to those who deploy, operate and measure it: the only way into its folder. Without it the type is that
 * of `desk-is-absent.d.ts`.
 *
 * @throws Error where the desk was deleted
 */
export function desk() {
  if (!hasDesk()) throw new Error('这里没有审核工作台（desk/）。');
  return import('../desk/compose/operators.ts');
}
