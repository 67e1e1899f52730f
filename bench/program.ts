import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a program prints, in a process of its own. @param env beside ours */
export async function outputOf(program: URL, args: readonly string[], env = {}): Promise<string> {
  const file = fileURLToPath(program);
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const options = { env: { ...process.env, ...env } };
  return (await promisify(execFile)(process.execPath, [...loader, file, ...args], options)).stdout;
}
