import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import { copyTree } from './copied-tree.ts';

it('a copy of the working tree has its files and workspaces, and packages that are installed already', () =>
  inTemporaryDir(async (dir) => {
    copyTree(ROOT, dir);

    const [real, copy] = [realpathSync(ROOT), realpathSync(dir)];
    const leadsTo = (name: string) => realpathSync(join(dir, 'node_modules', name));
    expect(readFileSync(join(dir, 'package.json'))).toEqual(readFileSync(join(ROOT, 'package.json')));
    expect(leadsTo('specimens')).toBe(join(copy, 'packages', 'specimens'));
    expect(leadsTo('kysely')).toBe(join(real, 'node_modules', 'kysely'));
    expect(existsSync(join(dir, '.git'))).toBe(false);
  }));
