import type { InputOf, ReplyOf } from '../../contracts/client/operation-types.ts';
import type { OperationName, Operations } from './operations.ts';

/** Path parameters, query and body of an operation. */
export type Input<Name extends OperationName> = InputOf<Operations[Name]>;
/** The reply of an operation. */
export type Reply<Name extends OperationName> = ReplyOf<Operations[Name]>;

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
