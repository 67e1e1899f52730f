import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import * as z from 'zod/mini';
import { jsonOf } from '../../deploy/json-of.ts';
import { type RecordedCall, recorded, refusingWith } from './recorded-actions.ts';
import type { ScfLine } from './runner.ts';

/** Topic of functions without one of their own; its index is the platform's. Source: SCF, log delivery (583/39778). */
export const DEFAULT_LOGS = { ClsLogsetId: 'SCF_logset', ClsTopicId: 'SCF_logtopic' };
const DEFAULT_DAYS = 7;
/** Longer lines are cut. Source: the same. */
const MAX_LINE_BYTES = 8192;
/** All lines that `Context` leads to. Source: CLS, SearchLog. */
const MOST_LINES = 10_000;
const RESERVED = ['cls_service_log', 'loglistener_status', 'loglistener_alarm', 'loglistener_business'];

const id = z.string().check(z.minLength(1));
const name = z.string().check(z.regex(/^[^|]{1,255}$/));
const topicName = name.check(z.refine((text) => !RESERVED.includes(text) && text !== 'cls_service_metric'));
const period = z.int().check(z.refine((days) => (days >= 1 && days <= 3600) || days === 3640));
const page = {
  Offset: z._default(z.int().check(z.minimum(0)), 0),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
};
const filtered = (key: string) =>
  z.strictObject({
    ...page,
    Filters: z.tuple([z.strictObject({ Key: z.literal(key), Values: z.tuple([z.string()]) })]),
  });
const field = z
  .strictObject({
    Key: z.string().check(z.regex(/^[A-Za-z0-9./@-][\w./@-]*$/)),
    Value: z.strictObject({
      Type: z.enum(['text', 'long', 'double']),
      SqlFlag: z.optional(z.boolean()),
      ContainZH: z.optional(z.boolean()),
      Tokenizer: z._default(z.string(), ''),
    }),
  })
  .check(
    z.refine(
      ({ Value: { Type, Tokenizer, ContainZH } }) => Type === 'text' || (Tokenizer === '' && !ContainZH),
      'a number has neither separators nor Chinese',
    ),
  );
const rule = z.strictObject({
  FullText: z.optional(
    z.strictObject({ CaseSensitive: z.boolean(), Tokenizer: z.string(), ContainZH: z.optional(z.boolean()) }),
  ),
  KeyValue: z.optional(
    z.strictObject({ CaseSensitive: z.boolean(), KeyValues: z.array(field).check(z.maxLength(300)) }),
  ),
});
const index = z.strictObject({ TopicId: id, Status: z._default(z.boolean(), true), Rule: rule });

/** Requests of CLS's API 2020-10-16 that a deployment and its doctor make. */
const REQUESTS = {
  createLogset: z.strictObject({ LogsetName: name }),
  logsets: filtered('logsetName'),
  createTopic: z.strictObject({
    LogsetId: id,
    TopicName: topicName,
    StorageType: z._default(z.literal('hot'), 'hot'),
    Period: period,
  }),
  modifyTopic: z.strictObject({ TopicId: id, Period: z.optional(period), Status: z.optional(z.boolean()) }),
  topics: filtered('logsetId'),
  topic: z.strictObject({ TopicId: id }),
  search: z.strictObject({
    TopicId: id,
    From: z.int(),
    To: z.int(),
    QueryString: z.string().check(z.regex(/^SCF_FunctionName:"[\w-]+"$/)),
    QuerySyntax: z.literal(1),
    Sort: z._default(z.enum(['asc', 'desc']), 'desc'),
    Limit: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 100),
    /** How many lines were given before. A caller passes it on as it is. */
    Context: z.optional(z.string().check(z.regex(/^\d+$/))),
  }),
} as const;

interface Topic {
  readonly TopicId: string;
  readonly TopicName: string;
  readonly LogsetId: string;
  Period: number;
  Status: boolean;
  index: (z.output<typeof index> & { readonly sinceMs: number }) | undefined;
}

export interface LogService {
  readonly actions: CloudActions;
  /** Whether functions may send their lines there. */
  readonly hasTopic: (logsetId: string, topicId: string) => boolean;
}

/**
 * An account's log sets and topics, with the lines of its functions.
 *
 * The Go SDK lists these codes for these actions. That a repeated name, a missing object and a search by a field without an
 * index get just these is *unverified*, and so is what is refused of a tokenizer and of a rule without fields.
 */
export function createLogService(lines: readonly ScfLine[], calls: RecordedCall[]): LogService {
  const logsets: { readonly LogsetId: string; readonly LogsetName: string }[] = [];
  const topics: Topic[] = [];
  let created = 0;
  const on = refusingWith('InvalidParameter');
  const refuse = (code: string): never => {
    throw new CloudApiError(code, code);
  };
  const topicOf = ({ TopicId }: { readonly TopicId: string }): Topic =>
    topics.find((topic) => topic.TopicId === TopicId) ?? refuse('ResourceNotFound.TopicNotExist');
  const setIndex = (request: z.output<typeof index>) => {
    // Lines from before have none.
    topicOf(request).index = { ...request, sinceMs: topicOf(request).index?.sinceMs ?? Date.now() };
  };
  const actions: CloudActions = {
    CreateLogset: on(REQUESTS.createLogset, ({ LogsetName }) => {
      if (logsets.some((logset) => logset.LogsetName === LogsetName)) refuse('InvalidParameter.LogsetConflict');
      const LogsetId = `logset-${logsets.length + 1}`;
      logsets.push({ LogsetId, LogsetName });
      return { LogsetId };
    }),
    DescribeLogsets: on(REQUESTS.logsets, ({ Filters: [{ Values }], Offset, Limit }) => {
      const found = logsets.filter(({ LogsetName }) => LogsetName.includes(Values[0]));
      return { Logsets: found.slice(Offset, Offset + Limit), TotalCount: found.length };
    }),
    CreateTopic: on(REQUESTS.createTopic, ({ LogsetId, TopicName, Period }) => {
      if (!logsets.some((logset) => logset.LogsetId === LogsetId)) refuse('ResourceNotFound.LogsetNotExist');
      if (topics.some((topic) => topic.LogsetId === LogsetId && topic.TopicName === TopicName))
        refuse('InvalidParameter.TopicConflict');
      created += 1;
      const TopicId = `topic-${created}`;
      topics.push({ TopicId, TopicName, LogsetId, Period, Status: true, index: undefined });
      return { TopicId };
    }),
    DescribeTopics: on(REQUESTS.topics, ({ Filters: [{ Values }], Offset, Limit }) => {
      const found = topics.filter(({ LogsetId }) => LogsetId === Values[0]);
      const Topics = found.map(({ index, ...topic }) => ({ ...topic, Index: index?.Status ?? false }));
      return { Topics: Topics.slice(Offset, Offset + Limit), TotalCount: found.length };
    }),
    DeleteTopic: on(REQUESTS.topic, (request) => {
      topics.splice(topics.indexOf(topicOf(request)), 1);
    }),
    ModifyTopic: on(REQUESTS.modifyTopic, (request) => {
      const topic = topicOf(request);
      topic.Period = request.Period ?? topic.Period;
      topic.Status = request.Status ?? topic.Status;
    }),
    CreateIndex: on(index, (request) => {
      if (topicOf(request).index) refuse('InvalidParameter.IndexConflict');
      setIndex(request);
    }),
    ModifyIndex: on(index, (request) => {
      if (!topicOf(request).index) refuse('ResourceNotFound.IndexNotExist');
      setIndex(request);
    }),
    DeleteIndex: on(REQUESTS.topic, (request) => {
      if (!topicOf(request).index) refuse('ResourceNotFound.IndexNotExist');
      topicOf(request).index = undefined;
    }),
    DescribeIndex: on(REQUESTS.topic, (request) => {
      const { TopicId, Status, Rule } = topicOf(request).index ?? refuse('ResourceNotFound.IndexNotExist');
      return { TopicId, Status, Rule };
    }),
  };
  const SearchLog = on(REQUESTS.search, (request) => found(lines, request, searchableSince(request)));
  /** @throws CloudApiError where the field of the query has no index. */
  const searchableSince = (request: { readonly TopicId: string }): number => {
    if (request.TopicId === DEFAULT_LOGS.ClsTopicId) return Date.now() - DEFAULT_DAYS * 86_400_000;
    const { index } = topicOf(request);
    const hasField = index?.Rule.KeyValue?.KeyValues.some(({ Key }) => Key === 'SCF_FunctionName');
    if (!index?.Status || !hasField) return refuse('FailedOperation.SearchError');
    return index.sinceMs;
  };
  return {
    actions: { ...recorded('cls', '2020-10-16', actions, calls), 'cls/2020-10-16/SearchLog': SearchLog },
    hasTopic: (logsetId, topicId) =>
      topics.some(({ TopicId, LogsetId }) => TopicId === topicId && LogsetId === logsetId),
  };
}

/** The log service's search, limited to the lines of one function. */
function found(lines: readonly ScfLine[], request: z.output<typeof REQUESTS.search>, sinceMs: number) {
  const functionName = /"(.*)"/.exec(request.QueryString)?.[1];
  const from = Math.max(request.From, sinceMs);
  const matching = lines
    .filter((line) => line.topicId === request.TopicId && line.functionName === functionName)
    .filter(({ atMs }) => atMs >= from && atMs < request.To)
    .slice(-MOST_LINES);
  const sorted = request.Sort === 'asc' ? matching : matching.toReversed();
  const first = Number(request.Context ?? 0);
  const last = first + request.Limit;
  const Results = sorted.slice(first, last).map((line) => ({
    Time: line.atMs,
    TopicId: request.TopicId,
    LogJson: JSON.stringify({
      SCF_FunctionName: line.functionName,
      SCF_RequestId: line.requestId,
      SCF_Qualifier: line.version,
      SCF_LogTime: line.atMs,
      ...fieldsOf(line.text),
    }),
  }));
  return { Context: String(last), ListOver: sorted.length <= last, Analysis: false, Results };
}

/** A line of JSON is taken apart on its first level, what is nested is text. Source: SCF, Node.js, custom log fields. */
function fieldsOf(text: string): Readonly<Record<string, string>> {
  const cut = Buffer.from(text).subarray(0, MAX_LINE_BYTES).toString();
  const value = jsonOf(cut);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { SCF_Message: cut };
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, typeof inner === 'string' ? inner : JSON.stringify(inner)]),
  );
}
