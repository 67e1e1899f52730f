import type * as z from 'zod/mini';
import type { Operation } from '../kit/contract.ts';

/** What a front end must know of an operation to call it. */
export interface CallShape extends Pick<Operation, 'method' | 'path' | 'idempotent'> {
  /** The caller is not identified: the call carries no session, also where there is one. */
  readonly isUnsigned?: true;
}

type Part<O, Key extends string> = Key extends keyof O
  ? O[Key] extends z.ZodMiniType
    ? z.input<O[Key]>
    : never
  : never;
type Given<Key extends string, T> = [T] extends [never] ? unknown : { readonly [K in Key]: T };

/** Path parameters, query and body of an operation; empty where it has none. */
export type InputOf<O> = Given<'params', Part<O, 'params'>> &
  Given<'query', Partial<Part<O, 'query'>>> &
  Given<'body', Part<O, 'body'>>;

/** The reply of an operation. */
export type ReplyOf<O extends { readonly reply: z.ZodMiniType }> = z.output<O['reply']>;
