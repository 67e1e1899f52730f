import { nearMinute } from '../kit/beijing-time.ts';
import type { Finding } from '../kit/finding.ts';
import type { FieldProblem, Refusal } from '../kit/refusal.ts';

/** Why a call failed: a refusal of the API, or no connection to it. */
export type ApiErrorCode = Refusal | 'network.lost' | 'reply.unreadable';

export interface ErrorFacts {
  /** The problems of the request, field by field; paths start at its body. */
  readonly fields?: readonly FieldProblem[];
  readonly findings?: readonly Finding[];
  readonly [name: string]: unknown;
}

/** A failed call, with the Chinese sentence to show. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly facts: ErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const LOST = '网络连接中断，请检查网络后重试。你已填写的内容不会丢失。';
const UNREADABLE = '服务暂时无法使用，请稍后重试。你已填写的内容不会丢失。';

/** @param cause the transport's error. */
export const networkLost = (cause: unknown) => new ApiError('network.lost', LOST, {}, { cause });

/** The refusal in a reply with status 400 or higher. A reply without one comes from a proxy between us and the API. */
export function refusalIn(body: unknown): ApiError {
  const { error } = (body ?? {}) as { error?: { code?: Refusal; message?: string; facts?: ErrorFacts } };
  if (!error?.code || !error.message) return new ApiError('reply.unreadable', UNREADABLE);
  return new ApiError(error.code, `${triesIn(error.message, error.facts)}${waitIn(error.facts)}`, error.facts);
}

/** How a sentence says that there are tries; it is over with the time of its code. */
export const TRIES_LEFT = '还可以试';

/** With how often a code may still be typed, for a refusal that says so. */
function triesIn(message: string, { triesLeft }: ErrorFacts = {}): string {
  return typeof triesLeft === 'number' ? `${message}${TRIES_LEFT} ${triesLeft} 次。` : message;
}

const MINUTE_SECONDS = 60;

/** When the call will pass again, for a refusal that says so. */
function waitIn({ retryAfterSeconds: seconds }: ErrorFacts = {}): string {
  if (typeof seconds !== 'number') return '';
  if (seconds <= MINUTE_SECONDS) return `大约 ${Math.ceil(seconds)} 秒后可以继续。`;
  const now = Date.now();
  return `${nearMinute(new Date(now + seconds * 1000), new Date(now))} 后再试。`;
}

const ENDS =
  /^(contact-link|hand-over|transfer)\.(over|unknown|other-device|other-account|own-account|wrong-certificates)$/;

/** Whether a link is of no more use here, however often it is tried. */
export const isFinal = (error: unknown): boolean => error instanceof ApiError && ENDS.test(error.code);

/** The sentence for any error. */
export const sentenceOf = (error: unknown): string => (error instanceof ApiError ? error.message : UNREADABLE);
