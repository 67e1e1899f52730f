import type { CallShape, InputOf, ReplyOf } from '../../../contracts/client/operation-types.ts';
import type { contract as deskApi } from '../../functions/api/contract.ts';
import type { contract as deskSession } from '../../functions/session/contract.ts';
import OPERATIONS_JSON from './operations.json' with { type: 'json' };

type Contracts = typeof deskApi & typeof deskSession;

export type OperationName = keyof Contracts & keyof typeof OPERATIONS_JSON;
/** How each operation is called, as `npm run docs` reads it from the contracts. */
export const OPERATIONS: Readonly<Record<OperationName, CallShape>> = OPERATIONS_JSON as never;

/** Path parameters, query and body of an operation. */
export type Input<Name extends OperationName> = InputOf<Contracts[Name]>;
/** The reply of an operation. */
export type Reply<Name extends OperationName> = ReplyOf<Contracts[Name]>;

export type QueueName = Reply<'listQueues'>['queues'][number]['queue'];
export type QueueCount = Reply<'listQueues'>['queues'][number];
export type WorkRow = Reply<'listQueue'>['rows'][number];
export type TaskQueueName = Reply<'listTaskQueues'>['queues'][number]['queue'];
export type TaskRow = Reply<'listTasks'>['rows'][number];
export type Notice = Reply<'listRectifications'>['notices'][number];
export type Report = Reply<'listReports'>['reports'][number];
export type Unreached = Reply<'listUnreached'>['rows'][number];
export type ClockView = WorkRow['clock'];
export type CaseView = Reply<'showCase'>;
export type CheckRow = CaseView['rows'][number];
export type Paper = CaseView['papers'][number];
/** A line of print in a picture. */
export type Place = NonNullable<NonNullable<CheckRow['read']>['places']>[number];
export type Face = CaseView['faces'][number];
export type DecisionView = Reply<'decide'>;
export type CallView = Reply<'startCall'>;
export type FlaggedView = Reply<'previewReturn'>['flagged'][number];
export type Conclusion = Input<'judgeRow'>['body']['conclusion'];
export type Amendment = NonNullable<Input<'decide'>['body']['amendments']>[number];
export type ReturnItem = Input<'previewReturn'>['body']['items'][number];
export type Reason = Reply<'listReasons'>['reasons'][number];
export type Settings = Reply<'showSettings'>;
export type Figures = Reply<'showFigures'>;
export type FigureName = NonNullable<Input<'listFigureCases'>['query']['figure']>;
export type Sample = Reply<'listSamples'>['samples'][number];
export type Access = Reply<'readAccesses'>['entries'][number];
export type Tie = Reply<'listTies'>['ties'][number];
