import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface CliRun {
  readonly code: number | null;
  /** What it printed, to both streams. */
  readonly text: string;
}

const CLI = join(ROOT, 'node_modules/serverless/bin/serverless.js');

/**
 * Runs the unmodified `serverless` with nothing in its environment but what is given and what it needs to run.
 *
 * @param folder where serverless.yml is.
 * @param onText is told what it prints, while it runs.
 */
export async function serverlessCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder = ROOT,
  onText: (text: string) => void = () => {},
): Promise<CliRun> {
  const { PATH = '', HOME = folder } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      onText(chunk);
    });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}
