import type * as z from 'zod/mini';
import type { Limit } from './limits.ts';

/** One HTTP operation of a room: everything a caller must know, and what the edge enforces. OpenAPI is generated from it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for parameters, e.g. `/v1/filings/{filingId}`. */
  readonly path: `/v1/${string}`;
  /** What it does, in Chinese, for the API description. */
  readonly summary: string;
  /**
   * `session`: signed in · `anyone`: signed in or not · `nobody`: who asks does not matter · `desk`: a signed message of the review
   * desk, which the use case verifies itself.
   */
  readonly caller: 'session' | 'anyone' | 'nobody' | 'desk';
  /** Needs an Idempotency-Key: the same key gives the same answer and one effect. */
  readonly once?: true;
  /** Counted before anything is read, so a call that is refused for its content counts too. */
  readonly limits?: readonly Limit[];
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly status?: 200 | 201 | 202;
}

export type Contract = Readonly<Record<string, Operation>>;

/** A contract with its literal types. */
export const defineContract = <const C extends Contract>(contract: C): C => contract;

/** What a use case is told: who asks, the parameters, and the parsed body. */
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

/** What a use case answers; checked against the contract before it leaves. */
export type Output<O extends Operation> = DeepReadonly<z.input<O['reply']>>;
