import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A place in the project. */
export const path = (...parts) => join(ROOT, ...parts);

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Runs Node.js in the platform's time zone, UTC, and returns its exit code. In Linux's memory allocator each thread
 * that decodes pictures or runs models would keep its own reserve: 50 MB more for the OCR engine.
 */
export function run(args, { enter = [], folder = ROOT } = {}) {
  const [program, ...rest] = [...enter, process.execPath, ...args];
  const env = { MALLOC_ARENA_MAX: '2', ...process.env, TZ: 'UTC' };
  return wait(spawn(program, rest, { cwd: folder, stdio: 'inherit', env }));
}

/** Runs a program of TypeScript. */
export const runTypeScript = (file, args) => run(['--import', 'tsx', file, ...args]);

/** A signal often arrives twice, from terminal and npm; the child gets it once, and again when it is repeated later. */
const SAME_SIGNAL_MS = 500;

/** Waits for the child to exit and returns its exit code. Signals that end this process are forwarded to the child. */
export function wait(child) {
  const forwards = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    let lastMs = -SAME_SIGNAL_MS;
    const forward = () => {
      // On Ctrl-C a terminal signals the child too.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      if (performance.now() - lastMs >= SAME_SIGNAL_MS) child.kill(signal);
      lastMs = performance.now();
    };
    process.on(signal, forward);
    return { signal, forward };
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      for (const { signal, forward } of forwards) process.off(signal, forward);
      resolve(code ?? 128 + constants.signals[killedBy]);
    });
  });
}
