import type { Cloud } from './cloud.ts';

/** Maximum number of lines. */
const LIMIT = 200;

/**
 * Recent log lines of a function, oldest first, from the log topic to which SCF delivers them. SCF's own
 * GetFunctionLogs was discontinued. Fields of a line: SCF, log structure (583/60336).
 */
export async function recentLines(
  cloud: Cloud,
  TopicId: string,
  functionName: string,
  minutes: number,
): Promise<readonly string[]> {
  const To = Date.now();
  type Answer = { Results?: readonly { Time?: number; LogJson?: string }[] | null };
  const { Results } = await cloud.read<Answer>('cls', 'SearchLog', {
    TopicId,
    From: To - minutes * 60_000,
    To,
    QuerySyntax: 1,
    Sort: 'desc',
    Limit: LIMIT,
    QueryString: `SCF_FunctionName:"${functionName}"`,
  });
  return (Results ?? []).toReversed().map(({ Time = 0, LogJson = '{}' }) => {
    const { SCF_RequestId, SCF_Message } = JSON.parse(LogJson) as Record<string, unknown>;
    return [new Date(Time).toISOString(), SCF_RequestId, SCF_Message].filter(Boolean).join(' ');
  });
}
