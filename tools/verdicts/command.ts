import { parseArgs } from 'node:util';
import type { WrongEvent } from '../../shared/domain/record/record-event.ts';
import type { ListedVerdict, ParkedReason, ParkedVerdicts } from '../../shared/ports/filings/parked-verdicts.ts';
import type { ParkedEvent, ParkedEvents } from '../../shared/ports/records/record-events.ts';
import { type CommandResult, limitIn, withEach } from '../outbox/command-result.ts';
import { textTable } from '../text-table.ts';
import { USAGES } from '../usages.mjs';
import { UUID } from '../uuid.ts';

const USAGE = USAGES.verdicts;

const REASONS: Readonly<Record<ParkedReason, string>> = {
  unreadable: '不符合接口文档',
  'unknown-kind': '种类未知',
  'wrong-numbers': '备案号不完整、格式不对，或号码已属于另一份备案',
  'wrong-amendments': '审核人员更正的内容与备案不符',
  failed: '处理时出错，见日志',
};

const EVENT_REASONS: Readonly<Record<WrongEvent, string>> = {
  'unknown-kind': '种类未知',
  'unknown-website': '这份备案没有这个网站备案号',
  'unknown-notice': '没有这条整改通知',
};

interface Parked {
  readonly parkedVerdicts: ParkedVerdicts;
  /** About records; the desk corrects them by sending them again. */
  readonly parkedEvents: ParkedEvents;
}

/** What an operator does with parked verdicts: lists them, and has the desk asked again once the cause is fixed. */
export async function verdictsCommand(
  given: readonly string[],
  { parkedVerdicts, parkedEvents }: Parked,
): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { limit: { type: 'string', default: '50' }, json: { type: 'boolean', default: false } },
  });
  const [command = 'list', ...filingIds] = positionals;
  const limit = limitIn(values.limit, USAGE);
  if (command === 'list')
    return list(await parkedVerdicts.list(limit), await parkedEvents.list(limit), limit, values.json);
  if (command !== 'retry' || filingIds.length === 0) throw new Error(USAGE);
  const askAgain = async (id: string) => UUID.test(id) && (await parkedVerdicts.askAgain(id));
  const words = { done: (count: number) => `${count} 个备案将重新查询。`, missing: '没有搁置的审核结果：' };
  return withEach(filingIds, askAgain, words, values.json);
}

function list(
  verdicts: readonly ListedVerdict[],
  events: readonly ParkedEvent[],
  limit: number,
  json: boolean,
): CommandResult {
  if (json) return { output: JSON.stringify({ parked: verdicts, events }, null, 2), code: 0 };
  const tables = [verdicts.length > 0 ? verdictTable(verdicts) : '没有搁置的审核结果。'];
  if (events.length > 0) tables.push(eventTable(events));
  if (Math.max(verdicts.length, events.length) === limit)
    tables.push(`最多列出 ${limit} 条，可能还有：用 --limit 列出更多。`);
  return { output: tables.join('\n\n'), code: 0 };
}

function eventTable(events: readonly ParkedEvent[]): string {
  const rows = events.map(({ recordId, sequence, kind, why, receivedAt }) => [
    minute(receivedAt),
    String(recordId),
    String(sequence),
    `${kind}：${EVENT_REASONS[why]}`,
  ]);
  return textTable([['收到时间（UTC）', '备案信息编号', '序号', '通知和原因'], ...rows]);
}

function verdictTable(verdicts: readonly ListedVerdict[]): string {
  const rows = verdicts.map(({ filingId, round, sequence, reason, fields, parkedAt, seenAt }) => [
    minute(parkedAt),
    minute(seenAt),
    filingId,
    `${round ?? '?'}/${sequence ?? '?'}`,
    [REASONS[reason], ...fields].join(' '),
  ]);
  return textTable([['搁置时间（UTC）', '最近一次', '备案编号', '轮次/序号', '原因'], ...rows]);
}

const minute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
