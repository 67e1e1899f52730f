import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runningPostgres } from './running-postgres.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'running-postgres-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function fakeServer(home: string): void {
  mkdirSync(join(home, 'data'), { recursive: true });
  writeFileSync(join(home, 'password'), 'word');
  writeFileSync(join(home, 'data', 'postmaster.pid'), '14022\n/data\n1795572000\n5499\n\n127.0.0.1\n');
}

it('finds the URL of a server that runs with its data in a directory', () => {
  fakeServer(dir);

  expect(runningPostgres(dir)).toBe('postgres://postgres:word@127.0.0.1:5499/postgres');
});

it('follows the note of data that were moved elsewhere', () => {
  fakeServer(join(dir, 'elsewhere'));
  mkdirSync(join(dir, 'wanted'));
  writeFileSync(join(dir, 'wanted', 'moved-to'), join(dir, 'elsewhere'));

  expect(runningPostgres(join(dir, 'wanted'))).toBe('postgres://postgres:word@127.0.0.1:5499/postgres');
});

it('finds none where no server runs', () => {
  expect(runningPostgres(dir)).toBeUndefined();
});
