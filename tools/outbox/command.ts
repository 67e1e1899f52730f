import { parseArgs } from 'node:util';
import type { Outbox, ParkedMessage } from '../../shared/ports/outbox.ts';
import { textTable } from '../text-table.ts';
import { USAGES } from '../usages.mjs';

const USAGE = USAGES.outbox;

export interface CommandResult {
  readonly output: string;
  /** Exit code. */
  readonly code: 0 | 1;
}

/** What an operator does with parked messages: lists them, and sends them again once the cause is fixed. */
export async function outboxCommand(args: readonly string[], outbox: Outbox): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      limit: { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
    },
  });
  const [command = 'list', ...keys] = positionals;
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`--limit 应为正整数。\n${USAGE}`);
  const parked = () => outbox.listParked(limit);
  if (command === 'list') return list(await parked(), values.json);
  if (command !== 'retry' || (keys.length === 0 && !values.all)) throw new Error(USAGE);
  return retry(values.all ? (await parked()).map(({ key }) => key) : keys, outbox, values.json);
}

function list(messages: readonly ParkedMessage[], json: boolean): CommandResult {
  if (json) return { output: JSON.stringify({ parked: messages }, null, 2), code: 0 };
  if (messages.length === 0) return { output: '没有已停发的消息。', code: 0 };
  const rows = messages.map(({ key, attempts, failure, createdAt }) => [
    createdAt.toISOString().slice(0, 19).replace('T', ' '),
    String(attempts),
    failure,
    key,
  ]);
  return { output: textTable([['写入时间（UTC）', '次数', '原因', '编号'], ...rows]), code: 0 };
}

async function retry(keys: readonly string[], outbox: Outbox, json: boolean): Promise<CommandResult> {
  const [retried, unknown]: [string[], string[]] = [[], []];
  for (const key of keys) ((await outbox.replay(key)) ? retried : unknown).push(key);
  const code = unknown.length > 0 ? 1 : 0;
  if (json) return { output: JSON.stringify({ retried, unknown }, null, 2), code };
  const lines = [`${retried.length} 条消息将重新发送。`, ...unknown.map((key) => `没有停发的消息 ${key}`)];
  return { output: lines.join('\n'), code };
}
