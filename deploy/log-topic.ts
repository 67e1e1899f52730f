import type { LogLine } from '../platform/edge/log.ts';
import { type Call, cls, LOG_SET, LOG_TOPIC } from './calls.ts';
import type { Cloud } from './cloud.ts';
import type { ServerlessService } from './manifest/serverless-yml.ts';

/** The log topic of a stage, in a log set of the same name. */
export interface DesiredLogs {
  readonly name: string;
  /** How long a line is kept at least: a deployment lengthens it, and never shortens it. */
  readonly days: number;
}

type FieldType = 'text' | 'long' | 'double';

interface IndexedField {
  readonly Key: string;
  readonly Value: { readonly Type: FieldType; readonly SqlFlag?: boolean };
}

/** An index as CLS reads and writes it; what else it has is an operator's. */
export interface IndexRule {
  readonly FullText?: object | null;
  readonly KeyValue?: { readonly CaseSensitive: boolean; readonly KeyValues?: readonly IndexedField[] | null } | null;
}

export interface ActualTopic {
  readonly id: string;
  readonly days: number;
  /** Whether it takes lines. */
  readonly isOpen: boolean;
  readonly index: { readonly isOn: boolean; readonly rule: IndexRule } | undefined;
}

export interface ActualLogs {
  readonly logsetId: string;
  readonly topic: ActualTopic | undefined;
}

/** Left out of serverless.yml, lines go to the platform's own topic, which keeps them for seven days. */
export const logsOf = ({ logs, service, stage }: ServerlessService): DesiredLogs | undefined =>
  logs && { name: `${service}-${stage}`, days: logs.retentionDays };

/** Fields of every line of a function. Source: SCF, log delivery (583/39778). */
const OF_PLATFORM: Readonly<Record<string, FieldType>> = {
  SCF_FunctionName: 'text',
  SCF_Namespace: 'text',
  SCF_StartTime: 'long',
  SCF_LogTime: 'long',
  SCF_RequestId: 'text',
  SCF_Duration: 'long',
  SCF_Alias: 'text',
  SCF_Qualifier: 'text',
  SCF_MemUsage: 'double',
  SCF_Level: 'text',
  SCF_Message: 'text',
  SCF_Type: 'text',
  SCF_StatusCode: 'long',
  SCF_RetryNum: 'long',
};

/**
 * Fields of our own lines: SCF takes a line of JSON apart, on its first level (Node.js, custom log fields). What is nested
 * becomes text, which the full-text index finds.
 */
const OWN: Readonly<Record<Exclude<keyof LogLine, 'counts' | 'reading'> | 'traceId', FieldType>> = {
  level: 'text',
  function: 'text',
  requestId: 'text',
  traceId: 'text',
  operation: 'text',
  account: 'text',
  status: 'long',
  refusal: 'text',
  port: 'text',
  failure: 'text',
  vendorCode: 'text',
  setting: 'text',
  coldStart: 'text',
  metric: 'text',
  value: 'double',
  unit: 'text',
  outcome: 'text',
  error: 'text',
};

/** Separates words. Our values, such as `outbox-parked`, stay one word. */
const TOKENIZER = '@&?|#()=\'",;:<>[]{}/ \n\t\r\\';

const FIELDS: readonly IndexedField[] = Object.entries({ ...OF_PLATFORM, ...OWN }).map(([Key, Type]) => ({
  Key,
  Value: { Type, SqlFlag: true, ...(Type === 'text' && { Tokenizer: TOKENIZER }) },
}));

const RULE = {
  FullText: { CaseSensitive: false, Tokenizer: TOKENIZER, ContainZH: true },
  KeyValue: { CaseSensitive: false, KeyValues: FIELDS },
} satisfies IndexRule;

/** The fields by which lines can't be found or counted. */
export function missingFields({ KeyValue }: IndexRule): readonly string[] {
  const isThere = ({ Key, Value }: IndexedField) =>
    KeyValue?.KeyValues?.some((field) => field.Key === Key && field.Value.Type === Value.Type && field.Value.SqlFlag);
  return FIELDS.filter((field) => !isThere(field)).map(({ Key }) => Key);
}

/** Our index, and what an operator has added to theirs. */
function withOthers(rule: IndexRule): IndexRule {
  const others = (rule.KeyValue?.KeyValues ?? []).filter(({ Key }) => !FIELDS.some((field) => field.Key === Key));
  const FullText = rule.FullText ?? RULE.FullText;
  return { ...rule, FullText, KeyValue: { CaseSensitive: false, ...rule.KeyValue, KeyValues: [...FIELDS, ...others] } };
}

/** Reads a stage's log set and topic. Names are matched as a whole here: a filter may match a part. */
export async function readLogs({ name }: DesiredLogs, cloud: Cloud): Promise<ActualLogs | undefined> {
  type Logsets = { readonly Logsets?: readonly { LogsetId: string; LogsetName: string }[] | null };
  const named = { Filters: [{ Key: 'logsetName', Values: [name] }], Limit: PAGE };
  const { Logsets } = await cloud.read<Logsets>('cls', 'DescribeLogsets', named);
  const logsetId = Logsets?.find(({ LogsetName }) => LogsetName === name)?.LogsetId;
  return logsetId === undefined ? undefined : { logsetId, topic: await readTopic(logsetId, name, cloud) };
}

const PAGE = 100;

interface TopicAnswer {
  readonly TopicId: string;
  readonly TopicName: string;
  readonly Period?: number;
  readonly Status?: boolean;
}

async function readTopic(logsetId: string, name: string, cloud: Cloud): Promise<ActualTopic | undefined> {
  const within = { Filters: [{ Key: 'logsetId', Values: [logsetId] }], Limit: PAGE };
  const { Topics } = await cloud.read<{ Topics?: readonly TopicAnswer[] | null }>('cls', 'DescribeTopics', within);
  const topic = Topics?.find(({ TopicName }) => TopicName === name);
  if (!topic) return undefined;
  const { TopicId, Period = 0, Status = true } = topic;
  type Index = { readonly Status?: boolean; readonly Rule?: IndexRule | null };
  const index = await cloud.readIfThere<Index>('cls', 'DescribeIndex', { TopicId });
  return {
    id: TopicId,
    days: Period,
    isOpen: Status,
    index: index?.Rule ? { isOn: index.Status ?? false, rule: index.Rule } : undefined,
  };
}

/** The calls that create a stage's log set, topic and index, or mend them. None of them is ever deleted. */
export function logChanges(is: ActualLogs | undefined, wanted: DesiredLogs | undefined): readonly Call[] {
  if (!wanted) return [];
  const { name, days } = wanted;
  const topic = is?.topic;
  const which = { TopicId: topic?.id ?? LOG_TOPIC };
  // Only standard storage has an index of fields.
  const settings = { TopicName: name, StorageType: 'hot', Period: days };
  return [
    ...(is ? [] : [cls('CreateLogset', { LogsetName: name })]),
    ...(topic ? [] : [cls('CreateTopic', { LogsetId: is?.logsetId ?? LOG_SET, ...settings })]),
    ...(topic && !(topic.isOpen && topic.days >= days)
      ? [cls('ModifyTopic', { ...which, Period: Math.max(topic.days, days), Status: true })]
      : []),
    ...(topic?.index ? indexChanges(which, topic.index) : [cls('CreateIndex', { ...which, Status: true, Rule: RULE })]),
  ];
}

function indexChanges(which: Call['body'], { isOn, rule }: NonNullable<ActualTopic['index']>): readonly Call[] {
  if (isOn && rule.FullText && missingFields(rule).length === 0) return [];
  return [cls('ModifyIndex', { ...which, Status: true, Rule: withOthers(rule) })];
}
