import { parseArgs } from 'node:util';
import type { Outbox, ParkedMessage } from '../../shared/ports/messages/outbox.ts';
import { textTable } from '../text-table.ts';
import { USAGES } from '../usages.mjs';
import { type CommandResult, limitIn, withEach } from './command-result.ts';

const USAGE = USAGES.outbox;

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
  const limit = limitIn(values.limit, USAGE);
  if (command === 'list') return list(await outbox.listParked(limit), (await outbox.backlog()).parked, values.json);
  if (command !== 'retry' || (keys.length === 0 && !values.all)) throw new Error(USAGE);
  const words = { done: (count: number) => `${count} 条消息将重新发送。`, missing: '没有停发的消息 ' };
  return withEach(values.all ? await everyKey(outbox) : keys, outbox.replay, words, values.json);
}

/** As of now: one that is parked again meanwhile is not among them. */
const everyKey = async (outbox: Outbox): Promise<readonly string[]> => {
  const { parked } = await outbox.backlog();
  return parked === 0 ? [] : (await outbox.listParked(parked)).map(({ key }) => key);
};

function list(messages: readonly ParkedMessage[], inAll: number, json: boolean): CommandResult {
  if (json) return { output: JSON.stringify({ parked: messages }, null, 2), code: 0 };
  if (messages.length === 0) return { output: '没有已停发的消息。', code: 0 };
  const rows = messages.map(({ key, attempts, failure, createdAt }) => [
    createdAt.toISOString().slice(0, 19).replace('T', ' '),
    String(attempts),
    failure,
    key,
  ]);
  const table = textTable([['写入时间（UTC）', '次数', '原因', '编号'], ...rows]);
  return { output: inAll > rows.length ? `${table}\n只列出 ${rows.length} 条，共 ${inAll} 条。` : table, code: 0 };
}
