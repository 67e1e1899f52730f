import { setTimeout as sleep } from 'node:timers/promises';
import type { SealedColumns } from '../../shared/ports/sealed-columns.ts';

const USAGE = `用法: npm run keys -- status   每个密钥还加密着多少条数据，还有多少条没有绑定
      npm run keys -- rotate   把其余密钥加密的数据改用 SEAL_KEYS 的第一个密钥
      npm run keys -- rebind   把没有绑定的数据绑定到它所在的表、列和行

更换密钥：在 SEAL_KEYS 最前面加入新密钥并部署，运行 rotate，直到 status 只剩新密钥，再移除旧密钥。
从 0.1.0 升级：部署后运行 rebind，status 显示没有绑定的为 0，再设 SEAL_BINDING=required 并部署。
可以随时中断，再次运行时从中断处继续，期间服务照常。

环境变量 DATABASE_MIGRATION_URL：升级数据库的角色的地址，与部署时相同`;

/** Values per column and batch; each batch is one short transaction beside the running service. */
const BATCH = 200;
/** Pause before retrying rows that were locked or changed. */
const PAUSE_MS = 100;

export interface KeysSettings {
  readonly columns: SealedColumns;
  /** Id of the key that seals. */
  readonly currentKeyId: string;
  /** Whether values that are sealed now are bound to their place. */
  readonly binds: boolean;
}

/** Runs `npm run keys`. @returns the exit code. */
export async function keysCommand(
  [command]: readonly string[],
  settings: KeysSettings,
  print: (line: string) => void,
): Promise<number> {
  const { columns, currentKeyId, binds } = settings;
  if (command !== 'status' && command !== 'rotate' && command !== 'rebind') {
    print(USAGE);
    return 1;
  }
  if (command === 'rebind' && !binds) {
    print('SEAL_BINDING 是 off，新数据也不绑定。请设为 on 并部署，再运行 rebind。');
    return 1;
  }
  const say = (total: number) => print(`${command === 'rotate' ? `已改用 ${currentKeyId}` : '已绑定'}：${total} 条`);
  if (command === 'rotate')
    await repeat(
      () => columns.reseal(BATCH),
      async () => Object.keys(await columns.countsByKeyId()).every((id) => id === currentKeyId),
      say,
    );
  if (command === 'rebind')
    await repeat(
      () => columns.rebind(BATCH),
      async () => (await columns.countUnbound()) === 0,
      say,
    );
  for (const [id, count] of Object.entries(await columns.countsByKeyId())) {
    print(`${id}${id === currentKeyId ? '（当前）' : ''}\t${count}`);
  }
  print(`没有绑定的\t${await columns.countUnbound()}`);
  return 0;
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
