import type { Cloud } from './cloud.ts';
import { jsonOf } from './json-of.ts';

/** A page of lines, and all of them: the log service gives no more by `Context`. */
const PAGE_LINES = 1_000;
const MOST_LINES = 10_000;

/** What the platform writes about each run. What it says of a run that failed begins otherwise. */
const ABOUT_EACH_RUN = /^(?:START|END|Report|Response|Init Report) RequestId/;

interface Answer {
  readonly Context?: string;
  readonly ListOver?: boolean;
  readonly Results?: readonly { readonly Time?: number; readonly LogJson?: string }[] | null;
}

/**
 * Recent log lines of a function, oldest first, from the log topic to which SCF delivers them, without those that the platform
 * writes about each run. SCF's own GetFunctionLogs was discontinued. Fields and platform lines: SCF, log structure (583/60336).
 */
export async function recentLines(
  cloud: Cloud,
  TopicId: string,
  functionName: string,
  minutes: number,
): Promise<readonly string[]> {
  const To = Date.now();
  const query = {
    ...{ TopicId, From: To - minutes * 60_000, To, QuerySyntax: 1, Sort: 'desc', Limit: PAGE_LINES },
    QueryString: `SCF_FunctionName:"${functionName}"`,
  };
  const lines: string[] = [];
  let Context: string | undefined;
  for (let read = 0; read < MOST_LINES; read += PAGE_LINES) {
    const answer = await cloud.read<Answer>('cls', 'SearchLog', { ...query, ...(Context && { Context }) });
    lines.push(...(answer.Results ?? []).flatMap(lineOf));
    Context = answer.Context;
    if (answer.ListOver !== false || !Context) break;
  }
  return lines.toReversed();
}

function lineOf({ Time = 0, LogJson = '{}' }: NonNullable<Answer['Results']>[number]): readonly string[] {
  const { SCF_RequestId, SCF_Message, ...others } = JSON.parse(LogJson) as Record<string, unknown>;
  if (ABOUT_EACH_RUN.test(String(SCF_Message))) return [];
  return [[new Date(Time).toISOString(), SCF_RequestId, SCF_Message || written(others)].filter(Boolean).join(' ')];
}

/** A line of JSON again: SCF has taken it apart on its first level, and made text of what was nested. */
function written(fields: Readonly<Record<string, unknown>>): string {
  const own = Object.entries(fields).filter(([name]) => !/^(SCF_|__)/.test(name));
  const whole = (value: unknown) => (/^[[{]/.test(String(value)) ? jsonOf(String(value)) : undefined) ?? value;
  return JSON.stringify(Object.fromEntries(own.map(([name, value]) => [name, whole(value)])));
}
