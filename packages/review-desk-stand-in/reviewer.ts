import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { DeskFiling, DeskStore, DeskVerdict, Submission } from './desk-store.ts';
import { giveNumbers, keptNumbers, withoutRevoked } from './filing-numbers.ts';
import { stageOf, verdictsOfRound } from './stage.ts';
import type { Amendment, FilingNumbers, FlaggedField, VerdictKind } from './verdict.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A decision about a filing's current round. */
export interface Decision {
  /** Tests may send unknown kinds. */
  readonly kind: VerdictKind | (string & {});
  readonly flagged?: readonly FlaggedField[];
  /** For `accepted`: what the reviewer corrects. */
  readonly amendments?: readonly Amendment[];
  /** For `approved`; the desk assigns them by default. */
  readonly numbers?: FilingNumbers;
}

export interface Reviewer {
  /** Stores a verdict and sends its webhook. Does not check whether the verdict is possible. */
  decide(filingId: string, decision: Decision): DeskVerdict;
  /** Sends the webhooks that were not delivered before the desk was stopped. */
  resume(): void;
}

/** A change keeps the numbers of its record. */
const filedNumbers = z.object({
  change: z.object({ numbers: z.object({ organizer: z.string(), websites: z.record(z.string(), z.string()) }) }),
});

/** Stores verdicts: numbers them from 1 in each round and sends each by webhook. */
export function createReviewer(store: DeskStore, sender: WebhookSender): Reviewer {
  function send(filingId: string, { delivered: _, messageId, ...verdict }: DeskVerdict): void {
    sender.send({
      id: messageId,
      body: JSON.stringify({ type: 'verdict', data: { filingId, ...verdict } }),
      onDelivered: () => markDelivered(filingId, messageId),
      isWanted: () => store.find(filingId)?.erasedAt === undefined,
    });
  }

  function markDelivered(filingId: string, messageId: string): void {
    const filing = store.find(filingId);
    if (!filing) return;
    const verdicts = filing.verdicts.map((each) =>
      each.messageId === messageId ? { ...each, delivered: true } : each,
    );
    store.save({ ...filing, verdicts });
  }

  function numbersFor(submission: Submission, year: number): FilingNumbers {
    const filed = filedNumbers.safeParse(submission.data);
    if (filed.success) return filed.data.change.numbers;
    const kept = keptNumbers(store.all(), submission.data);
    if (kept) return kept;
    const given = giveNumbers(store.registry(), submission.data, year);
    store.saveRegistry(given.registry);
    return given.numbers;
  }

  return {
    decide(filingId, { kind, flagged = [], amendments = [], numbers }) {
      const filing = store.find(filingId);
      if (!filing?.submission) throw new Error(`the desk has no filing ${filingId}`);
      const at = new Date();
      const isNumbered = kind === 'approved' && !('ending' in filing.submission.data);
      const given = isNumbered ? (numbers ?? numbersFor(filing.submission, at.getFullYear())) : undefined;
      const verdict: DeskVerdict = {
        round: filing.submission.round,
        sequence: verdictsOfRound(filing).length + 1,
        kind,
        at: at.toISOString(),
        flagged: flagged.map((each) => ({ ...each })),
        ...(amendments.length > 0 && { amendments: amendments.map((each) => ({ ...each })) }),
        ...(given ? { numbers: { organizer: given.organizer, websites: { ...given.websites } } } : {}),
        messageId: `msg_${randomUUID()}`,
        delivered: false,
      };
      store.save({ ...filing, verdicts: [...filing.verdicts, verdict] });
      if (kind === 'revoked') store.saveRegistry(withoutRevoked(store.registry(), filing, store.all()));
      send(filingId, verdict);
      return verdict;
    },
    resume() {
      for (const { filingId, verdicts } of store.all()) {
        for (const verdict of verdicts) if (!verdict.delivered) send(filingId, verdict);
      }
    },
  };
}

/** Texts in a website's remark, and the verdict that each causes once, to demonstrate it. */
const WISHES: readonly { readonly words: string; readonly instead: VerdictKind; readonly kind: VerdictKind }[] = [
  { words: '请退回', instead: 'accepted', kind: 'returned' },
  { words: '请不予受理', instead: 'accepted', kind: 'declined' },
  { words: '请短信超时', instead: 'sms-done', kind: 'sms-timed-out' },
  { words: '请短信失败', instead: 'sms-done', kind: 'sms-failed' },
  { words: '请管局退回', instead: 'approved', kind: 'authority-returned' },
];

/**
 * The next decision of a reviewer who objects to nothing, except when a website's remark asks for it. Undefined when
 * nothing is left to decide.
 */
export function automaticDecision(filing: DeskFiling): Decision | undefined {
  const { submission, verdicts } = filing;
  const [kind] = stageOf(filing).decisions;
  if (!submission || !kind || kind === 'revoked') return undefined;
  const wish = WISHES.find(
    (each) =>
      each.instead === kind &&
      remarksWith(each.words, submission).length > 0 &&
      !verdicts.some((verdict) => verdict.kind === each.kind),
  );
  if (!wish) return { kind, ...(kind === 'accepted' && amendedIn(submission)) };
  if (wish.kind === 'sms-timed-out') return { kind: wish.kind };
  const flagged = remarksWith(wish.words, submission).map((field) => ({
    field,
    reason: '网站备注没有说明网站的具体内容和用途。',
    suggestion: '请写明网站主要展示什么内容、面向哪些访客，并删去无关文字。',
  }));
  return { kind: wish.kind, flagged };
}

/** In a website's remark: accepted without these words, to demonstrate an amendment. */
const TO_AMEND = '请更正';

function amendedIn(submission: Submission): Pick<Decision, 'amendments'> {
  const { websites } = remarks.parse(submission.data);
  const amendments = websites.flatMap(({ details }, index) => {
    const before = details?.remark ?? '';
    const after = before.replaceAll(TO_AMEND, '').trim();
    if (!before.includes(TO_AMEND) || after === '') return [];
    return [{ field: `websites.${index}.details.remark`, before, after, reason: '删去与网站无关的文字。' }];
  });
  return amendments.length > 0 ? { amendments } : {};
}

const remarks = z.object({
  websites: z.array(z.object({ details: z.optional(z.partial(z.object({ remark: z.string() }))) })),
});

const remarksWith = (words: string, { data }: Submission): readonly string[] =>
  remarks
    .parse(data)
    .websites.flatMap(({ details }, index) =>
      details?.remark?.includes(words) ? [`websites.${index}.details.remark`] : [],
    );
