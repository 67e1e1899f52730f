import type * as z from 'zod/mini';
import type { OperationName, Operations } from './operations.ts';

/** Types of requests and replies, derived from the contracts. */

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

/** The reply of an operation. */
export type Reply<Name extends OperationName> = z.output<Operations[Name]['reply']>;

export type FilingView = Reply<'openFiling'>;
export type FilingSummary = Reply<'listFilings'>['filings'][number];
export type DocumentView = Reply<'showDocument'>;
export type Material = Reply<'listMaterials'>['materials'][number];
/** A finding as every reply contains it. */
export type Finding = Reply<'preview'>['findings'][number];
export type Progress = Reply<'progress'>;
export type Road = Reply<'road'>;
/** How far each step of a filing is. */
export type Overview = Reply<'overview'>;
/** A flagged item, and what came of it. */
export type RepairItem = Overview['repairs'][number];
/** A device that is signed in. */
export type Device = Reply<'listSessions'>['sessions'][number];
/** A link, valid for at most five minutes, to personal data. */
export type View = Reply<'showFiling'>['view'];
