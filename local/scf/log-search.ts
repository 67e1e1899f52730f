import type { CloudActions } from 'tencent-stand-in/cloud-action.ts';
import * as z from 'zod/mini';
import { LOG_TOPIC } from './functions.ts';
import { refusingWith } from './recorded-actions.ts';
import type { ScfLine } from './runner.ts';

const searchRequest = z.strictObject({
  TopicId: z.literal(LOG_TOPIC),
  From: z.int(),
  To: z.int(),
  QueryString: z.string().check(z.regex(/^SCF_FunctionName:"[\w-]+"$/)),
  QuerySyntax: z.literal(1),
  Sort: z._default(z.enum(['asc', 'desc']), 'desc'),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 100),
  /** How many lines were given before. A caller passes it on as it is. */
  Context: z.optional(z.string().check(z.regex(/^\d+$/))),
});
/** All lines that `Context` leads to. Source: CLS, SearchLog. */
const MOST_LINES = 10_000;

/** The log service's search, limited to the lines of one function. Fields of a line: SCF, log structure (583/60336). */
export const logActions = (lines: readonly ScfLine[]): CloudActions => ({
  'cls/2020-10-16/SearchLog': refusingWith('InvalidParameter')(searchRequest, (request) => {
    const name = /"(.*)"/.exec(request.QueryString)?.[1];
    const matching = lines
      .filter(({ functionName, atMs }) => functionName === name && atMs >= request.From && atMs < request.To)
      .slice(-MOST_LINES);
    const sorted = request.Sort === 'asc' ? matching : matching.toReversed();
    const from = Number(request.Context ?? 0);
    const to = from + request.Limit;
    const Results = sorted.slice(from, to).map(({ atMs, functionName, requestId, version, text }) => ({
      Time: atMs,
      TopicId: LOG_TOPIC,
      LogJson: JSON.stringify({
        SCF_FunctionName: functionName,
        SCF_RequestId: requestId,
        SCF_Qualifier: version,
        SCF_LogTime: atMs,
        SCF_Message: text,
      }),
    }));
    return { Context: String(to), ListOver: sorted.length <= to, Analysis: false, Results };
  }),
});
