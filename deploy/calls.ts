/** One call that a deployment makes. */
export interface Call {
  /** Product of the Cloud API; `cos` for the bucket's own API, `database` for migrations. */
  readonly product: 'scf' | 'cam' | 'cls' | 'cos' | 'database';
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export const scf = (action: string, body: Call['body']): Call => ({ product: 'scf', action, body });
export const cam = (action: string, body: Call['body']): Call => ({ product: 'cam', action, body });
export const cls = (action: string, body: Call['body']): Call => ({ product: 'cls', action, body });
export const cos = (action: string, body: Call['body']): Call => ({ product: 'cos', action, body });

/** Placeholder in later calls for the version that the same run publishes: its number is known only then. */
export const PUBLISHED = '<published>';
/** The same for the ids of a log set and a topic that the run creates. */
export const LOG_SET = '<log set>';
export const LOG_TOPIC = '<log topic>';
/** A topic's id in the description of a version, for which SCF lists no hyphen. */
export const inDescription = (topicId: string): string => topicId.replaceAll('-', '');

/** Version of an alias before the first version is published. */
export const LATEST = '$LATEST';
/** The alias that function URLs, the custom domain and triggers use. */
export const ALIAS = '$DEFAULT';

/** Names of environment variables whose values are never shown. */
export const SECRET_NAME = /SECRET|PASSWORD|TOKEN|KEYS?$|^DATABASE_(MIGRATION_)?URL$/;

/** The calls in a few lines: of each action how many. */
export function summaryOf(calls: readonly Call[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { product, action } of calls)
    counts.set(`${product} ${action}`, (counts.get(`${product} ${action}`) ?? 0) + 1);
  return [...counts].map(([call, times]) => `  ${call} × ${times}`);
}

const DOTS = '••••••';

/** One call as text: secrets as dots, code as its size. */
export const callText = ({ product, action, body }: Call): string =>
  `${product} ${action} ${JSON.stringify(body, shown, 2)}`;

function shown(key: string, value: unknown): unknown {
  // JSON inside a JSON string is unreadable.
  if (key === 'PolicyDocument') return JSON.parse(String(value));
  if (key === 'ZipFile') return `<zip, ${Buffer.byteLength(String(value), 'base64')} bytes>`;
  // `JSON.stringify` calls a buffer's toJSON first.
  if (isBufferJson(value)) return `<${value.data.length} bytes>`;
  const { Key, Value } = (value ?? {}) as { readonly Key?: unknown; readonly Value?: unknown };
  return SECRET_NAME.test(String(Key)) && Value !== '' ? { Key, Value: DOTS } : value;
}

const isBufferJson = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';
