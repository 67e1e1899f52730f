import type * as z from 'zod/mini';
import { lazily } from '../domain/lazily.ts';
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
  /**
   * What a command asks others, and reads, comes before what it writes: its use case answers with its writing, and only that runs in the
   * transaction of `once`. No connection is held while a vendor is waited for.
   */
  readonly asksFirst?: true;
  /** Counted before anything is read, so a call that is refused for its content counts too. */
  readonly limits?: readonly Limit[];
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly status?: 200 | 201 | 202;
}

export type Contract = Readonly<Record<string, Operation>>;

type SchemaField = 'params' | 'query' | 'body' | 'reply';

/** Operations as they are written down: instead of a schema there may be what makes it. */
type Written = Readonly<
  Record<
    string,
    { readonly [F in keyof Operation]: Operation[F] | (F extends SchemaField ? () => Operation[F] : never) }
  >
>;

type Made<W extends Written> = {
  readonly [Name in keyof W]: {
    readonly [F in keyof W[Name]]: W[Name][F] extends () => infer Schema ? Schema : W[Name][F];
  };
};

/**
 * A contract with its literal types. Where a function stands for a schema, that is made when its operation is first asked for: a room with
 * three hundred of them is ready sooner, and one call needs a few.
 */
export function defineContract<const W extends Written>(written: W): Made<W> {
  for (const operation of Object.values(written)) {
    for (const [field, value] of Object.entries(operation)) {
      if (typeof value === 'function') Object.defineProperty(operation, field, { get: lazily<unknown>(value) });
    }
  }
  return written as unknown as Made<W>;
}

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

type Answer<O extends Operation> = O extends { readonly asksFirst: true } ? () => Promise<Output<O>> : Output<O>;

/** Ports as a room asks for them: each made on first use. */
export type Providers = Readonly<Record<string, () => Promise<unknown>>>;
export type PortsOf<P extends Providers> = { readonly [K in keyof P]: Awaited<ReturnType<P[K]>> };

export type UseCases<C extends Contract, P> = {
  readonly [K in keyof C]: (input: Input<C[K]>, ports: P) => Promise<Answer<C[K]>>;
};

/** Makes every port that a room asked for, side by side. */
export async function resolvePorts<P extends Providers>(needs: P): Promise<PortsOf<P>> {
  const entries = Object.entries(needs).map(async ([name, provide]) => [name, await provide()] as const);
  return Object.fromEntries(await Promise.all(entries)) as PortsOf<P>;
}
