import { setTimeout as sleep } from 'node:timers/promises';
import type { SealedColumns } from '../../shared/ports/sealed-columns.ts';

const USAGE = `用法: npm run keys -- status   每个密钥还加密着多少条数据
      npm run keys -- rotate   把其余密钥加密的数据改用 SEAL_KEYS 的第一个密钥

更换密钥：在 SEAL_KEYS 最前面加入新密钥并部署，运行 rotate，直到 status 只剩新密钥，再移除旧密钥。`;

/** Values per column and batch; each batch is one short transaction beside the running service. */
const BATCH = 200;
/** Pause before retrying rows that were locked or changed. */
const PAUSE_MS = 100;

/** Runs `npm run keys`. @returns the exit code. */
export async function keysCommand(
  [command]: readonly string[],
  columns: SealedColumns,
  currentKeyId: string,
  print: (line: string) => void,
): Promise<number> {
  if (command !== 'status' && command !== 'rotate') {
    print(USAGE);
    return 1;
  }
  if (command === 'rotate') await rotate(columns, currentKeyId, print);
  for (const [id, count] of Object.entries(await columns.countsByKeyId())) {
    print(`${id}${id === currentKeyId ? '（当前）' : ''}\t${count}`);
  }
  return 0;
}

async function rotate(columns: SealedColumns, currentKeyId: string, print: (line: string) => void): Promise<void> {
  for (let total = 0; ; ) {
    const done = await columns.reseal(BATCH);
    total += done;
    if (done > 0) print(`已改用 ${currentKeyId}：${total} 条`);
    else if (await isDone(columns, currentKeyId)) return;
    else await sleep(PAUSE_MS);
  }
}

const isDone = async (columns: SealedColumns, currentKeyId: string): Promise<boolean> =>
  Object.keys(await columns.countsByKeyId()).every((id) => id === currentKeyId);
