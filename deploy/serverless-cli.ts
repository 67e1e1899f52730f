import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface CliRun {
  readonly code: number | null;
  /** Output of both streams. */
  readonly text: string;
}

const CLI = join(ROOT, 'node_modules/serverless/bin/serverless.js');

/**
 * Runs the unmodified `serverless` with only the given environment and what Node needs to run.
 *
 * @param folder directory of serverless.yml.
 * @param onText receives the output while it runs.
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
