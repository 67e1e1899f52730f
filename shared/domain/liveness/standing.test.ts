import { describe, expect, it } from 'vitest';
import type { FilingContents } from '../filing/filing.ts';
import type { Document, DocumentSubject } from '../media/document.ts';
import type { LivenessCheck, LivenessState } from './liveness.ts';
import { decidedBy, livenessByWebsite, passesBeside, standingOf } from './standing.ts';

const now = new Date('2026-11-25T02:00:00Z');
const later = new Date('2026-11-28T02:00:00Z');
const zhou = { name: '周建明', idNumber: '440305198806159974' };
const liang = { name: '梁晓晴', idNumber: '440106199704189988' };

interface Some {
  readonly cards?: readonly string[];
  readonly websiteId?: string;
  readonly person?: typeof zhou;
  readonly expiresAt?: Date;
}

const check = (
  id: string,
  state: LivenessState,
  { cards = [], websiteId = 'one', person = zhou, expiresAt = later }: Some = {},
) => ({ id, state, matchedCards: cards, websiteId, person, expiresAt, createdAt: now }) as unknown as LivenessCheck;

const card = (id: string, subject: DocumentSubject, state: Document['state'] = 'ready') =>
  ({ id, kind: 'id-front', subject, state }) as Document;

/** Zhou is the principal, and the site owner of website one; Liang owns website two. */
const contents = {
  eligibility: { organizerKind: 'enterprise' },
  principal: zhou,
  websites: [
    { id: 'one', siteOwner: { ...zhou, idNumber: ` ${zhou.idNumber}` } },
    { id: 'two', siteOwner: liang },
  ],
} as unknown as FilingContents;

const failures = [1, 2, 3, 4, 5].map((nth) => check(`failed ${nth}`, 'failed'));

describe('a pass beside the site owner’s ID card', () => {
  it.each<[string, readonly LivenessCheck[], string | undefined, string, string | undefined]>([
    ['counts while there is no card', [check('p', 'passed')], undefined, 'passed', 'p'],
    ['counts for the card that it was compared with', [check('p', 'passed', { cards: ['a'] })], 'a', 'passed', 'p'],
    ['counts for each card with its face', [check('p', 'passed', { cards: ['a', 'b'] })], 'b', 'passed', 'p'],
    ['counts no longer for another card', [check('p', 'passed', { cards: ['a'] })], 'b', 'card-replaced', 'p'],
    ['counts no longer, whatever fails later', [...failures, check('p', 'passed')], 'b', 'handed-over', 'failed 5'],
    [
      'gives way to an older one that agrees with the card',
      [check('old', 'passed', { cards: ['b'] }), check('new', 'passed', { cards: ['a'] })],
      'b',
      'passed',
      'old',
    ],
    ['is followed by a failure', [check('p', 'passed'), check('f', 'failed')], 'b', 'failed', 'f'],
  ])('%s', (_, checks, cardId, state, id) => {
    const filed = cardId === undefined ? undefined : { id: cardId };

    const standing = standingOf(checks, filed, now);

    expect([standing.state, standing.check?.id]).toEqual([state, id]);
  });

  it('is not sent to the desk with another card', () => {
    const checks = [check('p', 'passed', { cards: ['a'] })];

    expect([decidedBy(checks, { id: 'a' })?.id, decidedBy(checks, { id: 'b' })]).toEqual(['p', undefined]);
  });
});

describe('the card that counts', () => {
  const checks = [
    check('zhou', 'passed', { cards: ['a'] }),
    check('liang', 'passed', { cards: ['l'], websiteId: 'two', person: liang }),
  ];

  it.each<[string, readonly Document[], string, string]>([
    ['is there not yet', [], 'passed', 'passed'],
    [
      'is the principal’s for a site owner who is the principal',
      [card('a', 'principal'), card('x', 'website:one'), card('l', 'website:two')],
      'passed',
      'passed',
    ],
    ['is the newest', [card('a', 'principal'), card('b', 'principal')], 'card-replaced', 'passed'],
    [
      'is not one that could not be used',
      [card('a', 'principal'), card('b', 'principal', 'refused')],
      'passed',
      'passed',
    ],
    ['is not one that is still read', [card('a', 'principal'), card('b', 'principal', 'reading')], 'passed', 'passed'],
    [
      'of another site owner is their own',
      [card('a', 'principal'), card('m', 'website:two')],
      'passed',
      'card-replaced',
    ],
  ])('%s', (_, documents, text, two) => {
    expect(livenessByWebsite(checks, contents, documents, now)).toEqual({
      one: { state: text, expiresAt: later },
      two: { state: two, expiresAt: later },
    });
  });
});

describe('the checks with which a new card is compared', () => {
  it.each<[string, readonly LivenessCheck[], DocumentSubject, readonly string[]]>([
    ['the newest pass', [check('old', 'passed'), check('new', 'passed')], 'principal', ['new']],
    ['none when it is of another person', [check('p', 'passed')], 'website:two', []],
    ['none by the card that a principal need not upload twice', [check('p', 'passed')], 'website:one', []],
    ['none that has expired', [check('p', 'passed', { expiresAt: now })], 'principal', []],
    ['none that failed or is open', [check('f', 'failed'), check('o', 'open')], 'principal', []],
    ['one that is being verified', [check('v', 'verifying')], 'principal', ['v']],
    ['none of a former site owner', [check('p', 'passed', { person: liang })], 'principal', []],
    [
      'those of each website of a site owner',
      [
        check('p', 'passed', { websiteId: 'two', person: liang }),
        check('v', 'verifying', { websiteId: 'two', person: liang }),
      ],
      'website:two',
      ['p', 'v'],
    ],
  ])('are %s', (_, checks, subject, ids) => {
    expect(passesBeside(subject, checks, contents, now).map(({ id }) => id)).toEqual(ids);
  });

  it('are those of every website of the person, whichever of them the card is for', () => {
    const three = {
      ...contents,
      websites: [...contents.websites, { id: 'three', siteOwner: liang }],
    } as FilingContents;
    const checks = [check('two', 'passed', { websiteId: 'two', person: liang, cards: ['l'] })];
    const third = check('three', 'passed', { websiteId: 'three', person: liang, cards: ['l'] });

    const ids = ['website:two', 'website:three', 'principal'].map((subject) =>
      passesBeside(subject as DocumentSubject, [...checks, third], three, now).map(({ id }) => id),
    );

    expect(ids).toEqual([['two', 'three'], ['two', 'three'], []]);
    expect(livenessByWebsite([third], three, [card('l', 'website:two')], now)).toEqual({
      three: { state: 'passed', expiresAt: later },
    });
    expect(livenessByWebsite([third], three, [card('other', 'website:two')], now)).toEqual({
      three: { state: 'card-replaced', expiresAt: later },
    });
  });
});
