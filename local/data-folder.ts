import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds the process id of the laptop whose data lie in the folder. */
const OWNER = 'laptop.pid';

/**
 * Takes a folder for the data of one laptop. A note in it names the process; that of one that is gone says nothing.
 *
 * @param isFresh what lies in the folder is deleted, once nobody else has it.
 * @returns gives the folder back.
 * @throws Error, a sentence, while another laptop has it; then nothing in it has changed.
 */
export function takeDataFolder(dir: string, isFresh: boolean): () => void {
  const note = join(dir, OWNER);
  const owner = ownerOf(note);
  if (owner !== undefined)
    throw new Error(
      `数据目录 ${dir} 正由另一个 npm start（进程 ${owner}）使用：请先在那里按 Ctrl-C，或用 --data 换一个目录。如果那个进程不是 npm start，请删除 ${note}。`,
    );
  if (isFresh) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(note, String(process.pid));
  return () => rmSync(note, { force: true });
}

/** The process that has the folder, when it is alive. */
function ownerOf(note: string): number | undefined {
  try {
    const owner = Number(readFileSync(note, 'utf8'));
    if (!Number.isInteger(owner) || owner <= 0) return undefined;
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    // The process is another user's.
    if ((error as NodeJS.ErrnoException).code === 'EPERM') return Number(readFileSync(note, 'utf8'));
    return undefined;
  }
}
