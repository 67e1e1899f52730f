import * as z from 'zod/mini';
import { defineContract } from '../kit/contract.ts';
import { filingPackage } from './package.ts';
import { recordChanges } from './record-change.ts';
import { recordEvent } from './record-event.ts';
import { toldMessage, unreachedMessages } from './unreached-message.ts';
import { count, filingId } from './values.ts';
import { verdict } from './verdict.ts';

const received = z.strictObject({ received: z.literal(true) });
const limits = {
  unlimited: 'only the other side can sign; to count a call would cost more than to refuse its signature',
};
const ofFiling = z.object({ filingId });

/** A round that is taken back. */
export const withdrawal = z.object({ round: count });

/** Which verdicts the filing service has. */
export const verdictQuery = z.object({
  filings: z
    .array(
      z.object({
        filingId,
        round: count,
        /** The last sequence number that the service has applied in this round. */
        after: z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1)),
      }),
    )
    .check(z.maxLength(100)),
});

/** What the filing service calls at a desk. */
export const reviewDesk = defineContract({
  /**
   * The same round twice is one submission. A round that has arrived, that was withdrawn before it arrived, or that a later round has
   * replaced, is answered 200 and dropped.
   *
   * The links in `data.documents` live for five minutes: the documents are to be fetched before answering. When one can't be had
   * the answer is 503, and the submission comes again with new links and a new `webhook-id`.
   */
  submitFiling: {
    method: 'POST',
    path: '/v1/filings',
    title: 'Receive a round of a filing',
    summary: '接收一轮备案',
    caller: 'desk',
    limits,
    // Sixty documents with their links, ten websites, and all findings.
    maxBodyBytes: 1024 * 1024,
    message: filingPackage,
    reply: received,
  },
  /**
   * Sent when the applicant withdrew during the initial review, or gave up before the filing went to the authority; in any later
   * state, when the record that the filing is about has ended. It may arrive before the submission it takes back, or after a
   * verdict that has not reached the service; it holds in both cases.
   */
  withdrawFiling: {
    method: 'POST',
    path: '/v1/filings/{filingId}/withdrawal',
    title: 'Withdraw a round of a filing',
    summary: '申请人撤回一轮备案',
    caller: 'desk',
    limits,
    params: ofFiling,
    message: withdrawal,
    reply: received,
  },
  /**
   * Sent when the applicant has had their data erased, or when the time is over for which the service may keep a declined, abandoned,
   * expired or revoked filing. The desk deletes the packages of all rounds with their documents, and the verdicts; it keeps the
   * id, so that a submission or a withdrawal that arrives later is answered 200 and dropped. What the law obliges the provider
   * itself to keep, such as the record of an authority, is not meant.
   *
   * What is of a liveness check (`liveness-…`) is kept no longer than until the approval, which brings no erasure: applicants are
   * told so. The service drops verdicts about an erased filing and answers them 200.
   */
  eraseFiling: {
    method: 'POST',
    path: '/v1/filings/{filingId}/erasure',
    title: 'Erase all data of a filing',
    summary: '删除一份备案的全部资料',
    caller: 'desk',
    limits,
    params: ofFiling,
    message: z.object({}),
    reply: received,
  },
  /**
   * Asked every five minutes about filings that have waited for a minute or more without news, and about approved ones once a day, the
   * less often the older they are, up to once in 30 days; so that a lost webhook is repaired. At most 100 filings in one call.
   * Unknown filings are left out of the answer, which has every verdict of these rounds with a higher sequence number, at most
   * 100 for each filing.
   */
  queryVerdicts: {
    method: 'POST',
    path: '/v1/verdict-queries',
    title: 'Query verdicts',
    summary: '查询审核结果',
    caller: 'desk',
    asks: true,
    limits,
    message: verdictQuery,
    reply: z.strictObject({ verdicts: z.array(verdict) }),
  },
});

/** What a desk tells. A message that is not answered 2xx is sent again, with growing pauses, for at least a day. */
export const verdictMessage = z.object({ type: z.literal('verdict'), data: verdict });
export const recordEventMessage = z.object({ type: z.literal('record-event'), data: recordEvent });

/** What a desk calls at the filing service. */
export const filingService = defineContract({
  /**
   * A verdict, or something that happened to a record without a filing. To be sent again, with growing pauses, for at least a day.
   * Answered 2xx once it is kept, also when its turn has not come or its kind is unknown to the service. 401 means that the signature
   * or the id was not believed, 400 that the body is no such message, 404 that there never was such a filing or record (what is
   * about an erased one is answered 200 and dropped), 422 that a value is wrong, or does not fit the filing: the numbers of an
   * approval (`data.numbers`), or amendments that can't be made (`data.amendments`). `error.facts.fields` names it. What comes
   * behind it waits until it is sent in another form, under its sequence, in a new message. NUL and half a surrogate
   * pair in a text are replaced by U+FFFD.
   */
  receiveVerdict: {
    method: 'POST',
    path: '/v1/webhooks/review',
    title: 'Receive a verdict or news of a record',
    summary: '接收审核结果和备案信息的通知（签名和格式见 docs/api/review-desk.yaml）',
    caller: 'desk',
    limits,
    message: z.discriminatedUnion('type', [verdictMessage, recordEventMessage]),
    reply: received,
  },
  /**
   * One entry for each version of each record, whatever made it: an approval, a revocation, an event, or the organizer's own act
   * about a notice. Entries come in one order; whoever asks behind the last one that they have seen misses none. Records that
   * were erased, or whose time is over, are left out afterwards.
   */
  listChanges: {
    method: 'GET',
    path: '/v1/records/changes',
    title: 'List changes of records',
    summary: '审核台读取备案信息的变动（签名和格式见 docs/api/review-desk.yaml）',
    caller: 'desk',
    asks: true,
    limits,
    query: z.strictObject({
      /** The `next` of the page before; 0 begins. */
      after: z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)),
    }),
    reply: recordChanges,
  },
  /**
   * What in the last 30 days reached nobody: WeChat refused, no number, a text message that failed, and nothing later that came. A
   * desk may call these people. What is told or came meanwhile is left out.
   */
  listUnreachedMessages: {
    method: 'GET',
    path: '/v1/records/unreached-messages',
    title: 'List messages that reached nobody',
    summary: '审核台读取没有送到任何人的消息（签名和格式见 docs/api/review-desk.yaml）',
    caller: 'desk',
    asks: true,
    limits,
    reply: unreachedMessages,
  },
  /** Somebody of the desk has told it by phone: it leaves the list, also the filer's. One that is not in the list is answered 200. */
  noteTold: {
    method: 'POST',
    path: '/v1/records/unreached-messages',
    title: 'Note that somebody was told by phone',
    summary: '审核台已电话告知一条没有送到的消息',
    caller: 'desk',
    limits,
    message: toldMessage,
    reply: received,
  },
});
