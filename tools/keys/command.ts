import { setTimeout as sleep } from 'node:timers/promises';
import type { BlindIndexes } from '../../platform/ports/blind-indexes.ts';
import type { SealedColumns } from '../../platform/ports/sealed-columns.ts';
import { USAGES } from '../usages.mjs';

const USAGE = USAGES.keys;

/** Values per column and batch; each batch is one short transaction beside the running service. */
const BATCH = 200;
/** Pause before retrying rows that were locked or changed. */
const PAUSE_MS = 100;

export interface KeysSettings {
  readonly columns: SealedColumns;
  readonly indexes: BlindIndexes;
  /** Id of the key that seals. */
  readonly currentKeyId: string;
  /** Whether the key of blind indexes is being replaced. */
  readonly hasTwoIndexKeys: boolean;
}

type Print = (line: string) => void;

/** Runs `npm run keys`. @returns the exit code. */
export async function keysCommand([command]: readonly string[], settings: KeysSettings, print: Print): Promise<number> {
  const { columns, indexes, currentKeyId } = settings;
  switch (command) {
    case 'status':
      break;
    case 'rotate':
      await repeat(
        () => columns.reseal(BATCH),
        async () => Object.keys(await columns.countsByKeyId()).every((id) => id === currentKeyId),
        (total) => print(`已改用 ${currentKeyId}：${total} 条`),
      );
      break;
    case 'reindex':
      await reindex(indexes, print);
      break;
    default:
      print(USAGE);
      return 1;
  }
  await printStatus(settings, print);
  return 0;
}

async function printStatus({ columns, indexes, currentKeyId, hasTwoIndexKeys }: KeysSettings, print: Print) {
  for (const [id, count] of Object.entries(await columns.countsByKeyId()))
    print(`${id}${id === currentKeyId ? '（当前）' : ''}\t${count}`);
  if (hasTwoIndexKeys) print(`摘要不是当前密钥的\t${await indexes.countOld(BATCH)}`);
}

/** Works in batches until nothing is left; rows that are being written are tried again. */
async function repeat(
  batch: () => Promise<number>,
  isDone: () => Promise<boolean>,
  say: (total: number) => void,
): Promise<void> {
  for (let total = 0; ; ) {
    const done = await batch();
    total += done;
    if (done > 0) say(total);
    else if (await isDone()) return;
    else await sleep(PAUSE_MS);
  }
}

/**
 * Walks through all rows until a walk finds nothing: others write meanwhile, at first with the other key.
 */
async function reindex(indexes: BlindIndexes, print: Print): Promise<void> {
  let total = 0;
  for (let found = 1; found > 0; ) {
    found = 0;
    for await (const { changed, missed } of indexes.reindex(BATCH)) {
      found += changed + missed;
      total += changed;
      if (changed > 0) print(`已重新计算：${total} 条`);
    }
  }
  if (total === 0) print('没有要重新计算的。');
}
