import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from './data-folder.ts';

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'data-folder-')), 'data');
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

const fill = () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'kept'), '');
};

describe('a folder for data', () => {
  it('is made, and given back', () => {
    const giveBack = takeDataFolder(dir, false);
    const isTaken = existsSync(join(dir, 'laptop.pid'));
    giveBack();

    expect([isTaken, existsSync(join(dir, 'laptop.pid'))]).toEqual([true, false]);
  });

  it('keeps its files, unless it begins anew', () => {
    fill();
    takeDataFolder(dir, false)();
    const isKept = existsSync(join(dir, 'kept'));
    takeDataFolder(dir, true)();

    expect([isKept, existsSync(join(dir, 'kept'))]).toEqual([true, false]);
  });

  it.each([false, true])('is refused while another laptop has it, and loses nothing (fresh: %s)', (isFresh) => {
    fill();
    takeDataFolder(dir, false);

    expect(() => takeDataFolder(dir, isFresh)).toThrow(
      `正由另一个 npm start（进程 ${process.pid}）使用：请先在那里按 Ctrl-C`,
    );
    expect(existsSync(join(dir, 'kept'))).toBe(true);
  });

  it('is taken over from a process that is gone, and from a note that names none', () => {
    fill();
    writeFileSync(join(dir, 'laptop.pid'), '4194304');
    takeDataFolder(dir, false)();
    writeFileSync(join(dir, 'laptop.pid'), '');

    expect(takeDataFolder(dir, false)).not.toThrow();
  });
});
