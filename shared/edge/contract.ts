import type * as z from 'zod/mini';
import type { Limit } from './limits.ts';

/** One HTTP operation: what callers must know, and what the edge enforces. OpenAPI is generated from it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for parameters, e.g. `/v1/filings/{filingId}`. */
  readonly path: `/v1/${string}`;
  /** What the operation does, in Chinese, for the OpenAPI description. */
  readonly summary: string;
  /**
   * `session`: signed in · `anyone`: signed in or not · `nobody`: the caller is not identified · `desk`: a signed
   * message of the review desk, which the use case verifies itself.
   */
  readonly caller: 'session' | 'anyone' | 'nobody' | 'desk';
  /** Requires an Idempotency-Key: repeated calls with the same key have one effect and get the same reply. */
  readonly once?: true;
  /** Counted before the request is parsed, so that invalid requests count too. */
  readonly limits?: readonly Limit[];
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly status?: 200 | 201 | 202;
}

/** The operations of a room, by name. */
export type Contract = Readonly<Record<string, Operation>>;

/** Keeps the literal types of a contract. */
export const defineContract = <const C extends Contract>(contract: C): C => contract;

/** The input of a use case: the caller, the parameters, and the parsed body. */
export type Input<O extends Operation> = (O['params'] extends z.ZodMiniType ? z.output<O['params']> : unknown) &
  (O['query'] extends z.ZodMiniType ? z.output<O['query']> : unknown) &
  (O['body'] extends z.ZodMiniType ? { readonly body: z.output<O['body']> } : unknown) &
  (O['caller'] extends 'session'
    ? { readonly applicantId: string }
    : O['caller'] extends 'anyone'
      ? { readonly applicantId: string | undefined }
      : O['caller'] extends 'desk'
        ? { readonly headers: Readonly<Record<string, string>>; readonly rawBody: string }
        : unknown);

type DeepReadonly<T> = T extends Date
  ? T
  : T extends readonly (infer E)[]
    ? readonly DeepReadonly<E>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T;

/** The result of a use case; checked against the contract before it is sent. */
export type Output<O extends Operation> = DeepReadonly<z.input<O['reply']>>;
