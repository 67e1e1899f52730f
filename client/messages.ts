import type * as z from 'zod/mini';
import type { OperationName, Operations } from './operations.ts';

/** What is sent and answered, as it travels. Derived from the contracts, so nothing here can be out of date. */

type Part<O, Key extends string> = Key extends keyof O
  ? O[Key] extends z.ZodMiniType
    ? z.input<O[Key]>
    : never
  : never;
type Given<Key extends string, T> = [T] extends [never] ? unknown : { readonly [K in Key]: T };

/** Path parameters, query and body of an operation; empty where it has none. */
export type Input<Name extends OperationName> = Given<'params', Part<Operations[Name], 'params'>> &
  Given<'query', Partial<Part<Operations[Name], 'query'>>> &
  Given<'body', Part<Operations[Name], 'body'>>;

/** What an operation answers. */
export type Reply<Name extends OperationName> = z.output<Operations[Name]['reply']>;

export type FilingView = Reply<'openFiling'>;
export type FilingSummary = Reply<'listFilings'>['filings'][number];
export type DocumentView = Reply<'showDocument'>;
export type Material = Reply<'listMaterials'>['materials'][number];
/** A finding of a rule, in the form that every answer has it. */
export type Finding = Reply<'preview'>['findings'][number];
export type Progress = Reply<'progress'>;
/** A link of at most five minutes to something that names people. */
export type View = Reply<'showFiling'>['view'];
