import { scope } from './trace.ts';

/** The fields of a log line. No free text, and nothing that a person typed. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'alarm';
  readonly function: string;
  readonly requestId: string;
  readonly operation?: string | undefined;
  /** Id of the account that called; names nobody once the account is erased. */
  readonly account?: string | undefined;
  readonly status?: number | undefined;
  readonly refusal?: string | undefined;
  readonly port?: string | undefined;
  readonly failure?: string | undefined;
  readonly vendorCode?: string | undefined;
  /** With an alarm: what an operator must set at a vendor, such as `wechat-ip-allow-list`. */
  readonly setting?: string | undefined;
  /** On the first event of an instance only. */
  readonly coldStart?: true | undefined;
  /** Makes the line a measurement: its name, with `value` in `unit`. The other fields are its dimensions. */
  readonly metric?: 'reply' | 'vendor-call' | 'outbox-waiting' | 'outbox-parked' | 'retention-left' | undefined;
  readonly value?: number | undefined;
  readonly unit?: 'ms' | 'count' | undefined;
  readonly outcome?: string | undefined;
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** What became of a value that a machine read, without the value; `npm run calibration` counts these lines. */
  readonly reading?: SettledReading | undefined;
  /** Name and top frames of an unexpected error, without its message. */
  readonly error?: string | undefined;
}

/** A value that a machine read and a person has handed in. */
export interface SettledReading {
  /** `<action>.<value>`, such as `RecognizeValidIDCardOCR.address`. */
  readonly value: string;
  /** 0 to 1; absent where the vendor states none. */
  readonly confidence?: number;
  readonly evidence: readonly string[];
  readonly isSure: boolean;
  /** Whether another value was handed in. */
  readonly isChanged: boolean;
}

/** Logs what became of values that were read; does nothing outside of an event. */
export function noteReadings(readings: readonly SettledReading[]): void {
  const own = scope();
  if (!own) return;
  for (const reading of readings) log({ level: 'info', function: own.function, requestId: own.requestId, reading });
}

/** The platform cuts a line at 8 KB, and one that is cut is no JSON; a vendor's code may be of any length. */
const MAX_TEXT_LENGTH = 500;

const shortened = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, MAX_TEXT_LENGTH) : value;

/**
 * Writes one JSON line of less than 8 KB to standard output; the platform adds the time. Within an event it has the trace
 * id.
 */
export function log(line: LogLine): void {
  console.log(JSON.stringify({ ...line, traceId: scope()?.traceId }, shortened));
}

/** Logs a measurement of the current event; does nothing outside of one. `docs/operations.md` lists the metrics. */
export function measure(
  measured: Required<Pick<LogLine, 'metric' | 'value' | 'unit'>> & Pick<LogLine, 'port' | 'operation' | 'outcome'>,
): void {
  const own = scope();
  if (own) log({ level: 'info', function: own.function, requestId: own.requestId, ...measured });
}

/** Logs what helps to find out why something was refused; does nothing outside of an event. */
export function warn(line: Pick<LogLine, 'port' | 'failure' | 'vendorCode'>): void {
  const own = scope();
  if (own) log({ level: 'warn', function: own.function, requestId: own.requestId, ...line });
}

/** Logs what needs a person, within the current event; does nothing outside of one. */
export function alarm(line: Pick<LogLine, 'port' | 'failure' | 'vendorCode' | 'setting'>): void {
  const own = scope();
  if (own) log({ level: 'alarm', function: own.function, requestId: own.requestId, ...line });
}

/** An unexpected error for the log: its class and top frames. No message, which may contain personal values. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? `[${error.code}]` : '';
  // A stack begins with the message, whose lines may look like frames.
  const stack = error.stack ?? '';
  const messageAt = stack.indexOf(error.message);
  const below = messageAt < 0 ? '' : stack.slice(messageAt + error.message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return `${error.name}${code}${frames.slice(0, 4).join(' ')}`;
}
