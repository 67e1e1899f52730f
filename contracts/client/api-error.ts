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
  return new ApiError(error.code, `${error.message}${waitIn(error.facts)}`, error.facts);
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** When the call will pass again, for a refusal that says so. */
function waitIn({ retryAfterSeconds: seconds }: ErrorFacts = {}): string {
  if (typeof seconds !== 'number') return '';
  const [many, unit] =
    seconds > HOUR_SECONDS
      ? [seconds / HOUR_SECONDS, '小时']
      : seconds > MINUTE_SECONDS
        ? [seconds / MINUTE_SECONDS, '分钟']
        : [seconds, '秒'];
  return `大约 ${Math.ceil(many)} ${unit}后可以继续。`;
}

/** The sentence for any error. */
export const sentenceOf = (error: unknown): string => (error instanceof ApiError ? error.message : UNREADABLE);
