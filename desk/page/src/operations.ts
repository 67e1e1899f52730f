import type * as z from 'zod/mini';
import type { contract as deskApi } from '../../functions/api/contract.ts';

import type { contract as deskSession } from '../../functions/session/contract.ts';

type Contracts = typeof deskApi & typeof deskSession;
type Address<O> = Pick<O, Extract<keyof O, 'method' | 'path'>>;
type Addresses = { readonly [Name in keyof Contracts]?: Address<Contracts[Name]> };

/** Method and path of each operation that the page calls, compared by the compiler with the contract's literal types. */
export const OPERATIONS = {
  showStaff: { method: 'GET', path: '/v1/staff-session' },
  beginSignIn: { method: 'POST', path: '/v1/staff-session/tries' },
  signIn: { method: 'POST', path: '/v1/staff-session' },
  showColleague: { method: 'GET', path: '/v1/staff-session/colleagues/{staffId}' },
  declareTie: { method: 'POST', path: '/v1/staff-session/ties' },
  listTies: { method: 'GET', path: '/v1/staff-session/ties' },
  listTiesOfOthers: { method: 'GET', path: '/v1/staff-session/ties/others' },
  endTie: { method: 'DELETE', path: '/v1/staff-session/ties/{tieId}' },
  listOpenSessions: { method: 'GET', path: '/v1/staff-session/open' },
  endOpenSession: { method: 'DELETE', path: '/v1/staff-session/open/{sessionId}' },
  signOut: { method: 'DELETE', path: '/v1/staff-session' },
  listTaskQueues: { method: 'GET', path: '/v1/task-queues' },
  listTasks: { method: 'GET', path: '/v1/task-queues/{queue}' },
  listQueues: { method: 'GET', path: '/v1/queues' },
  listQueue: { method: 'GET', path: '/v1/queues/{queue}' },
  takeNext: { method: 'POST', path: '/v1/cases/next' },
  findCases: { method: 'POST', path: '/v1/cases/search' },
  showCase: { method: 'GET', path: '/v1/cases/{caseId}' },
  takeCase: { method: 'POST', path: '/v1/cases/{caseId}/lease' },
  renewLease: { method: 'PUT', path: '/v1/cases/{caseId}/lease' },
  releaseLease: { method: 'DELETE', path: '/v1/cases/{caseId}/lease' },
  judgeRow: { method: 'PUT', path: '/v1/cases/{caseId}/rows/{row}' },
  addNote: { method: 'POST', path: '/v1/cases/{caseId}/notes' },
  reveal: { method: 'POST', path: '/v1/cases/{caseId}/reveals' },
  openPaper: { method: 'POST', path: '/v1/cases/{caseId}/documents/{documentId}/view' },
  uncoverPaper: { method: 'POST', path: '/v1/cases/{caseId}/documents/{documentId}/reveals' },
  previewReturn: { method: 'POST', path: '/v1/cases/{caseId}/return-preview' },
  decide: { method: 'POST', path: '/v1/cases/{caseId}/decision' },
  takeBack: { method: 'DELETE', path: '/v1/cases/{caseId}/decision' },
  viewSecond: { method: 'POST', path: '/v1/cases/{caseId}/second-view' },
  startCall: { method: 'POST', path: '/v1/cases/{caseId}/calls' },
  connectCall: { method: 'PUT', path: '/v1/cases/{caseId}/calls/{callId}/connection' },
  endCall: { method: 'PUT', path: '/v1/cases/{caseId}/calls/{callId}' },
  listColleagues: { method: 'GET', path: '/v1/cases/{caseId}/colleagues' },
  assignCase: { method: 'PUT', path: '/v1/cases/{caseId}/assignment' },
  hold: { method: 'PUT', path: '/v1/cases/{caseId}/hold' },
  endHold: { method: 'DELETE', path: '/v1/cases/{caseId}/hold' },
  listReasons: { method: 'GET', path: '/v1/reasons' },
  listReasonVersions: { method: 'GET', path: '/v1/reasons/{reasonId}/versions' },
  saveReason: { method: 'PUT', path: '/v1/reasons/{reasonId}' },
  listSamples: { method: 'GET', path: '/v1/samples' },
  judgeSample: { method: 'PUT', path: '/v1/samples/{decisionId}' },
  showSettings: { method: 'GET', path: '/v1/settings' },
  saveSettings: { method: 'PUT', path: '/v1/settings' },
  showAuthority: { method: 'GET', path: '/v1/authority' },
  exportSubmission: { method: 'POST', path: '/v1/cases/{caseId}/submission/export' },
  noteHandedIn: { method: 'PUT', path: '/v1/cases/{caseId}/submission/receipt' },
  typeAnswer: { method: 'POST', path: '/v1/cases/{caseId}/authority-answers' },
  dropAnswer: { method: 'DELETE', path: '/v1/cases/{caseId}/authority-answers/{sequence}' },
  showReturn: { method: 'GET', path: '/v1/cases/{caseId}/authority-return' },
  confirmReturn: { method: 'POST', path: '/v1/cases/{caseId}/authority-return' },
  listRectifications: { method: 'GET', path: '/v1/rectifications' },
  findRecord: { method: 'GET', path: '/v1/records' },
  tellOfRecord: { method: 'POST', path: '/v1/records/{recordId}/events' },
  reportNotice: { method: 'POST', path: '/v1/authority-notices/{noticeId}/reports' },
  listReports: { method: 'GET', path: '/v1/authority-reports' },
  noteReported: { method: 'PUT', path: '/v1/authority-reports/{reportId}/receipt' },
  showLists: { method: 'GET', path: '/v1/authority-lists' },
  proposeEvent: { method: 'POST', path: '/v1/records/{recordId}/proposals' },
  proposeList: { method: 'POST', path: '/v1/authority-lists/{list}/proposals' },
  listProposals: { method: 'GET', path: '/v1/proposals' },
  showProposedLines: { method: 'POST', path: '/v1/proposals/{proposalId}/lines' },
  settleProposal: { method: 'PUT', path: '/v1/proposals/{proposalId}' },
  handleListed: { method: 'PUT', path: '/v1/authority-lists/{list}/entries/{entryId}' },
  listPhrases: { method: 'GET', path: '/v1/authority/phrases' },
  promotePhrase: { method: 'PUT', path: '/v1/authority/phrases' },
  saveAuthoritySettings: { method: 'PUT', path: '/v1/authority/settings' },
  showFigures: { method: 'GET', path: '/v1/figures' },
} as const satisfies Addresses;

export type OperationName = keyof typeof OPERATIONS;
type Operations = Pick<Contracts, OperationName>;

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

export type QueueName = Reply<'listQueues'>['queues'][number]['queue'];
export type QueueCount = Reply<'listQueues'>['queues'][number];
export type WorkRow = Reply<'listQueue'>['rows'][number];
export type TaskQueueName = Reply<'listTaskQueues'>['queues'][number]['queue'];
export type TaskRow = Reply<'listTasks'>['rows'][number];
export type Notice = Reply<'listRectifications'>['notices'][number];
export type Report = Reply<'listReports'>['reports'][number];
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
export type Sample = Reply<'listSamples'>['samples'][number];
export type OpenSession = Reply<'listOpenSessions'>['sessions'][number];
export type Tie = Reply<'listTies'>['ties'][number];
