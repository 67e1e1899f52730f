import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { VerdictKind } from '../../../contracts/review-desk/kinds.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import { applyKept, type KeptVerdicts } from '../../application/apply-kept.ts';
import type { Filing } from './filing.ts';
import { type FilingEvent, type FilingState, next, TRANSITIONS } from './machine.ts';
import { applyVerdict, needsPerson, type Unapplied } from './verdict-machine.ts';

const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
const NUMBERS = { organizer: '粤ICP备2026000001号', websites: { [WEBSITE]: '粤ICP备2026000001号-1' } };
const FLAGGED = [{ field: 'websites.0.details.remark', reason: '备注太短' }];
const KINDS: readonly VerdictKind[] = [
  'call-missed',
  'accepted',
  'returned',
  'declined',
  'queued',
  'sms-waiting',
  'sms-done',
  'sms-failed',
  'sms-timed-out',
  'authority-accepted',
  'authority-returned',
  'approved',
  'revoked',
];

const filingIn = (state: FilingState, changes: Partial<Filing> = {}): Filing => ({
  id: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  applicantId: 'applicant',
  filingType: 'first',
  state,
  version: 5,
  round: 1,
  lastVerdict: 0,
  contents: {
    eligibility: {
      region: '440000',
      organizerKind: 'enterprise',
      certificateType: 'business-licence',
      certificateNumber: '91440300MA5FAKE01G',
      domain: 'yunfan.example',
      cloudService: { kind: 'authorization-code', code: 'code' },
    },
    websites: [{ id: WEBSITE, domain: 'yunfan.example', cloudService: { kind: 'authorization-code', code: 'code' } }],
  },
  flagged: [],
  createdAt: new Date('2026-11-20T02:00:00Z'),
  updatedAt: new Date('2026-11-20T02:00:00Z'),
  ...changes,
});

const verdict = (kind: string, changes: Partial<Verdict> = {}): Verdict => ({
  filingId: '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01',
  round: 1,
  sequence: 1,
  kind,
  at: new Date('2026-11-24T02:00:00Z'),
  flagged: [],
  ...changes,
});

describe('applyVerdict', () => {
  it.each<[VerdictKind, FilingState, FilingEvent, FilingState]>([
    ['call-missed', 'submitted', 'miss-call', 'submitted'],
    ['accepted', 'submitted', 'accept', 'queued'],
    ['returned', 'submitted', 'return', 'returned'],
    ['returned', 'queued', 'return', 'returned'],
    ['declined', 'submitted', 'decline', 'declined'],
    ['queued', 'queued', 'queue', 'queued'],
    ['sms-waiting', 'queued', 'send-sms', 'sms-verification'],
    ['sms-waiting', 'sms-verification', 'send-sms', 'sms-verification'],
    ['sms-done', 'sms-verification', 'confirm-sms', 'authority-review'],
    ['sms-failed', 'sms-verification', 'fail-sms', 'returned'],
    ['sms-timed-out', 'sms-verification', 'time-out-sms', 'queued'],
    ['authority-accepted', 'authority-review', 'authority-accept', 'authority-review'],
    ['authority-returned', 'authority-review', 'authority-return', 'authority-returned'],
    ['approved', 'authority-review', 'approve', 'approved'],
    ['revoked', 'approved', 'revoke', 'revoked'],
  ])('turns %s for a filing that is %s into the event %s', (kind, state, event, to) => {
    const change = applyVerdict(filingIn(state), verdict(kind, { numbers: NUMBERS }));

    expect(change).toMatchObject({ event, lastVerdict: 1 });
    expect(next(state, event)).toBe(to);
  });

  it('[S1] applies no other verdict in any state', () => {
    const states = Object.keys(TRANSITIONS) as FilingState[];
    const pairs = states.flatMap((state) => KINDS.map((kind) => ({ state, kind })));

    const applied = pairs.filter(
      ({ state, kind }) => typeof applyVerdict(filingIn(state), verdict(kind, { numbers: NUMBERS })) !== 'string',
    );

    expect(applied).toHaveLength(15);
  });

  it.each<[VerdictKind, FilingState, FilingEvent]>([
    ['returned', 'submitted', 'return'],
    ['sms-failed', 'sms-verification', 'fail-sms'],
    ['authority-returned', 'authority-review', 'authority-return'],
  ])('opens the fields flagged by %s, and records only their count and the time', (kind, state, event) => {
    const change = applyVerdict(filingIn(state), verdict(kind, { flagged: FLAGGED }));

    expect(change).toEqual({
      event,
      flagged: FLAGGED,
      lastVerdict: 1,
      since: new Date('2026-11-24T02:00:00Z'),
      facts: { verdict: 1, decidedAt: '2026-11-24T02:00:00.000Z', flagged: 1 },
    });
  });

  it.each([
    ['websites.0.siteOwner.mobile', 'principal.mobile'],
    ['websites.0.siteOwner', 'principal'],
    ['websites.0.siteOwnerName', 'websites.0.siteOwnerName'],
    ['websites.0.details.remark', 'websites.0.details.remark'],
  ])('flags %s of an individual, who owns their websites, where their form mends it', (field, mended) => {
    const { contents } = filingIn('submitted');
    const own = { ...contents, eligibility: { ...contents.eligibility, organizerKind: 'individual' as const } };
    const flagged = [{ field, reason: '停机' }];

    expect(applyVerdict(filingIn('submitted', { contents: own }), verdict('returned', { flagged }))).toMatchObject({
      flagged: [{ field: mended, reason: '停机' }],
    });
    expect(applyVerdict(filingIn('submitted'), verdict('returned', { flagged }))).toMatchObject({ flagged });
  });

  describe('of an acceptance that amends', () => {
    const details = {
      name: '云帆样列',
      homeUrl: 'yunfan.example',
      serviceContents: [1],
      languages: ['zh-CN'],
      preApprovals: [],
      remark: '公司产品介绍',
    };
    const { contents } = filingIn('submitted');
    const filing = filingIn('submitted', {
      contents: { ...contents, websites: contents.websites.map((site) => ({ ...site, details })) },
    });
    const amendments = [{ field: 'websites.0.details.name', before: '云帆样列', after: '云帆样例', reason: '错别字' }];

    it('writes what is amended into the contents, and their number into the history', () => {
      const change = applyVerdict(filing, verdict('accepted', { amendments }));

      expect(change).toMatchObject({
        event: 'accept',
        contents: { websites: [{ details: { name: '云帆样例' } }], amendments: [{ round: 1, after: '云帆样例' }] },
        facts: { verdict: 1, amended: 1 },
      });
    });

    it.each<[string, Partial<Verdict>]>([
      ['what is not there', { amendments: [{ ...amendments[0], before: '云航' } as (typeof amendments)[0]] }],
      ['in a return', { kind: 'returned', amendments }],
    ])('applies nothing of a verdict that amends %s', (_, changes) => {
      expect(applyVerdict(filing, verdict('accepted', changes))).toBe('wrong-amendments');
    });
  });

  it.each([
    ['粤ICP备2026000001号', '-1', true],
    ['粤ICP备2026000001号', '-2', false],
    ['粤ICP备2026000002号', '-1', false],
  ])('takes %s and %s of who is filed as 粤ICP备2026000001号-1: %s', (organizer, suffix, isTaken) => {
    const { contents } = filingIn('authority-review');
    const filing = filingIn('authority-review', {
      filingType: 'new-access',
      contents: { ...contents, numbers: NUMBERS },
    });
    const change = applyVerdict(
      filing,
      verdict('approved', { numbers: { organizer, websites: { [WEBSITE]: `${organizer}${suffix}` } } }),
    );

    expect(change === 'wrong-numbers').toBe(!isTaken);
  });

  it('stores the numbers of an approval in normal form', () => {
    const numbers = {
      organizer: '粤ICP备 2026000001号',
      websites: { [WEBSITE]: '粤icp备2026000001号－1', other: 'x' },
    };

    const change = applyVerdict(filingIn('authority-review'), verdict('approved', { numbers }));

    expect(change).toMatchObject({ event: 'approve', numbers: NUMBERS });
  });

  it.each([
    ['no numbers', undefined],
    [
      'the numbers of another province',
      { organizer: '京ICP备2026000001号', websites: { [WEBSITE]: '京ICP备2026000001号-1' } },
    ],
    ['a malformed number of the organizer', { ...NUMBERS, organizer: '粤ICP备2026号' }],
    ['a website’s number for the organizer', { ...NUMBERS, organizer: '粤ICP备2026000001号-1' }],
    ['no number for the website', { ...NUMBERS, websites: {} }],
    ['an organizer’s number for the website', { ...NUMBERS, websites: { [WEBSITE]: '粤ICP备2026000001号' } }],
    ['a website’s number of another organizer', { ...NUMBERS, websites: { [WEBSITE]: '粤ICP备2026000002号-1' } }],
  ])('does not approve with %s (PR-14)', (_case, numbers) => {
    const change = applyVerdict(filingIn('authority-review'), verdict('approved', { numbers }));

    expect(change).toBe('wrong-numbers');
  });

  it.each<[string, Partial<Filing>, Partial<Verdict>, string]>([
    ['of an earlier round', { round: 2 }, {}, 'other-round'],
    ['of a later round', {}, { round: 2 }, 'other-round'],
    ['whose predecessor is missing', {}, { sequence: 2 }, 'not-its-turn'],
    ['that was applied before', { lastVerdict: 1 }, {}, 'applied-before'],
    ['before the last one applied', { lastVerdict: 3 }, {}, 'applied-before'],
    ['of an unknown kind', {}, { kind: 'escalated' }, 'unknown-kind'],
    ['of a kind that is a property of every object', {}, { kind: 'constructor' }, 'unknown-kind'],
    ['after a withdrawal', { state: 'draft' }, {}, 'wrong-state'],
  ])('does not apply a verdict %s', (_case, filing, changes, why) => {
    const decision = applyVerdict(filingIn('submitted', filing), verdict('accepted', changes));

    expect(decision).toBe(why);
  });
});

describe('needsPerson', () => {
  it.each<[Unapplied, boolean]>([
    ['unknown-kind', true],
    ['wrong-numbers', true],
    ['wrong-amendments', true],
    ['applied-before', false],
    ['not-its-turn', false],
    ['other-round', false],
    ['wrong-state', false],
  ])('of a verdict that is not applied for %s is %s', (why, expected) => {
    expect(needsPerson(why)).toBe(expected);
  });
});

/** The contract of the reviews port, in memory: stores each verdict once and returns the unapplied ones in order. */
function ledger(start: Filing) {
  let filing = start;
  const verdicts = new Map<string, Verdict>();
  const reviews: KeptVerdicts = {
    unappliedVerdicts: async () =>
      [...verdicts.values()]
        .filter(({ round, sequence }) => round === filing.round && sequence > filing.lastVerdict)
        .sort((a, b) => a.sequence - b.sequence),
    changeFiling: async (_filingId, decide) => {
      const change = decide(filing);
      if (!change) return filing;
      const { event, facts: _, ...rest } = change;
      filing = { ...filing, ...rest, state: next(filing.state, event), version: filing.version + 1 };
      return filing;
    },
  };
  return {
    reviews,
    keep: (each: Verdict) => {
      const key = `${each.round} ${each.sequence}`;
      if (!verdicts.has(key)) verdicts.set(key, each);
    },
    filing: () => filing,
  };
}

describe('applyKept', () => {
  it('applies all verdicts that are next in order, and returns why the rest is not applied', async () => {
    const { reviews, keep, filing } = ledger(filingIn('submitted'));
    [1, 2, 4].forEach((sequence, index) => {
      keep(verdict(['accepted', 'sms-waiting', 'approved'][index] ?? '', { sequence, numbers: NUMBERS }));
    });

    const result = await applyKept(filing().id, reviews);

    expect(result).toEqual({ applied: 2, waiting: 'not-its-turn', at: { round: 1, sequence: 4 } });
    expect(filing().state).toBe('sms-verification');
  });

  it('stops at an unknown kind, whatever comes after it', async () => {
    const { reviews, keep, filing } = ledger(filingIn('submitted'));
    keep(verdict('escalated'));
    keep(verdict('accepted', { sequence: 2 }));

    const result = await applyKept(filing().id, reviews);

    expect(result).toEqual({ applied: 0, waiting: 'unknown-kind', at: { round: 1, sequence: 1 } });
    expect(filing().state).toBe('submitted');
  });

  it('continues after verdicts that another instance has applied', async () => {
    const { reviews, keep, filing } = ledger(filingIn('submitted'));
    keep(verdict('accepted'));
    keep(verdict('sms-waiting', { sequence: 2 }));
    const seen = await reviews.unappliedVerdicts(filing().id);
    await reviews.changeFiling(filing().id, () => ({
      event: 'accept',
      lastVerdict: 1,
      since: new Date('2026-11-24T02:00:00Z'),
      facts: {},
    }));

    const result = await applyKept(filing().id, { ...reviews, unappliedVerdicts: async () => seen });

    expect(result).toEqual({ applied: 1 });
    expect(filing().state).toBe('sms-verification');
  });

  it('retries after a concurrent change, up to four attempts', async () => {
    const { reviews, keep, filing } = ledger(filingIn('submitted'));
    keep(verdict('accepted'));
    const conflicting = (conflicts: number): KeptVerdicts => ({
      ...reviews,
      changeFiling: async (id, decide) => {
        conflicts -= 1;
        if (conflicts >= 0) throw new Refused('filing.changed-meanwhile');
        return reviews.changeFiling(id, decide);
      },
    });

    await expect(applyKept(filing().id, conflicting(4))).rejects.toMatchObject({ refusal: 'filing.changed-meanwhile' });
    expect(await applyKept(filing().id, conflicting(3))).toEqual({ applied: 1 });
  });

  it.each([new Refused('filing.unknown'), new Error('the connection broke')])(
    'does not retry after other errors: %s',
    async (error) => {
      let attempts = 0;
      const broken: KeptVerdicts = {
        unappliedVerdicts: async () => {
          attempts += 1;
          throw error;
        },
        changeFiling: async () => filingIn('submitted'),
      };

      await expect(applyKept('filing', broken)).rejects.toBe(error);
      expect(attempts).toBe(1);
    },
  );

  // A random path through the table from the initial review, numbered as the desk does.
  const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 8 }).map((choices) => {
    let filing = filingIn('submitted');
    const verdicts: Verdict[] = [];
    for (const choice of choices) {
      const changes = { sequence: verdicts.length + 1, numbers: NUMBERS, flagged: FLAGGED };
      const possible = KINDS.map((kind) => verdict(kind, changes)).flatMap((each) => {
        const change = applyVerdict(filing, each);
        return typeof change === 'string' ? [] : [{ each, change }];
      });
      const chosen = possible[choice % Math.max(possible.length, 1)];
      if (!chosen) break;
      const { event, facts: _, ...rest } = chosen.change;
      filing = { ...filing, ...rest, state: next(filing.state, event), version: filing.version + 1 };
      verdicts.push(chosen.each);
    }
    return { verdicts, end: filing };
  });

  it('[W9] reaches the same state in whatever order and however often verdicts arrive', async () => {
    const arrivals = walk.chain(({ verdicts, end }) =>
      fc
        .array(fc.constantFrom(...verdicts), { maxLength: 8 })
        .chain((again) => fc.shuffledSubarray([...verdicts, ...again], { minLength: verdicts.length + again.length }))
        .map((order) => ({ order, end })),
    );

    await fc.assert(
      fc.asyncProperty(arrivals, async ({ order, end }) => {
        const { reviews, keep, filing } = ledger(filingIn('submitted'));

        for (const each of order) {
          keep(each);
          await applyKept(each.filingId, reviews);
        }

        expect(filing()).toEqual(end);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a filing that is declined', () => {
  it('keeps why and what can be done, and opens nothing: no path is led elsewhere', () => {
    const flagged = [{ field: 'filing', reason: '网站内容不能备案。', suggestion: '换一种内容后可以重新发起。' }];

    expect(applyVerdict(filingIn('submitted'), verdict('declined', { flagged }))).toMatchObject({
      event: 'decline',
      flagged,
      facts: { verdict: 1, flagged: 1 },
    });
  });
});
