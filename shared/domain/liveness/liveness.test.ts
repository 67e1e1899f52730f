import { describe, expect, it } from 'vitest';
import type { FilingContents, OrganizerKind, Person } from '../filing/filing.ts';
import {
  ACTION_LABELS,
  CHALLENGE_LIFETIME_SECONDS,
  costsTry,
  HANDED_OVER,
  isOfSamePerson,
  isOfSiteOwner,
  LIVENESS_REASONS,
  type LivenessCheck,
  type LivenessReason,
  type LivenessState,
  MAX_TRIES,
  NO_ASSURANCE,
  ON_CARD_SIMILARITY,
  PASSED_LIFETIME_HOURS,
  SAME_PERSON_SIMILARITY,
  triesTaken,
  VERIFICATION_DIED_SECONDS,
} from './liveness.ts';
import { decidedBy, livenessByWebsite, standingOf } from './standing.ts';

describe('a liveness check', () => {
  it('[V4] has these limits', () => {
    expect({
      CHALLENGE_LIFETIME_SECONDS,
      PASSED_LIFETIME_HOURS,
      MAX_TRIES,
      VERIFICATION_DIED_SECONDS,
      SAME_PERSON_SIMILARITY,
      ON_CARD_SIMILARITY,
    }).toEqual({
      CHALLENGE_LIFETIME_SECONDS: 600,
      PASSED_LIFETIME_HOURS: 72,
      MAX_TRIES: 5,
      VERIFICATION_DIED_SECONDS: 300,
      SAME_PERSON_SIMILARITY: 70,
      ON_CARD_SIMILARITY: 56,
    });
  });

  it.each(Object.entries(LIVENESS_REASONS))('has advice for %s', (_, advice) => {
    expect(advice).toMatch(/^\p{Script=Han}.*(请|重试).*。$/u);
  });

  it('says who decides without a machine result', () => {
    expect(NO_ASSURANCE).toBe('内置核验结果，仅供演示和开发，不构成实名核身');
    expect(HANDED_OVER).toBe('核身次数已用完，由审核人员人工核验。');
  });

  it('has a Chinese label for every action', () => {
    const labels = Object.values(ACTION_LABELS);

    expect(labels).toEqual(['张嘴', '闭眼一秒再睁开']);
  });
});

describe('isOfSiteOwner', () => {
  const zhou = { name: '周建明', idNumber: '440305198806159974' };
  const liang = { name: '梁晓晴', idNumber: '440106199704189988' };
  const person = (identity: typeof zhou): Person => ({
    ...identity,
    idValidFrom: '2019-03-11',
    idValidTo: 'long-term',
    isLegalRepresentative: true,
    mobile: '13822230017',
    certificateType: 'id-card',
    emergencyPhone: '0755-86000017',
    email: 'zhou@example.com',
  });
  const checkOf = (checked: typeof zhou): LivenessCheck => ({
    id: 'check',
    filingId: 'filing',
    websiteId: 'site',
    person: checked,
    state: 'passed',
    reasons: [],
    consentTextVersion: '2026-11',
    photoAccepted: true,
    matchedCards: [],
    photoDocumentId: 'photo',
    videoDocumentId: 'video',
    challenge: { actions: ['open-mouth'] },
    createdAt: new Date(0),
    expiresAt: new Date(0),
  });
  const contents = (organizerKind: OrganizerKind, siteOwner?: Person, websiteId = 'site'): FilingContents => {
    const cloudService = { kind: 'authorization-code', code: 'SAMPLE-CODE' } as const;
    const domain = 'yunfan-keji.cn';
    return {
      eligibility: {
        region: '440000',
        organizerKind,
        certificateType: 'id-card',
        certificateNumber: liang.idNumber,
        domain,
        cloudService,
      },
      principal: person(liang),
      websites: [{ id: websiteId, domain, cloudService, siteOwner }],
    };
  };

  it.each<[string, typeof zhou, FilingContents, boolean]>([
    ['the site owner', zhou, contents('enterprise', person(zhou)), true],
    ['the site owner, written differently', { ...zhou, name: ' 周建明' }, contents('enterprise', person(zhou)), true],
    ['a former site owner', zhou, contents('enterprise', person(liang)), false],
    ['a person with the same name', { ...zhou, idNumber: liang.idNumber }, contents('enterprise', person(zhou)), false],
    ['a removed site owner', zhou, contents('enterprise'), false],
    ['the owner of another website', zhou, contents('enterprise', person(zhou), 'other-site'), false],
    ['an individual', liang, contents('individual'), true],
  ])('compares the person of the check with the current site owner: %s', (_, checked, filingContents, expected) => {
    const result = isOfSiteOwner(checkOf(checked), filingContents);

    expect(result).toBe(expected);
  });
});

describe('isOfSamePerson', () => {
  const check = (websiteId: string, name: string) =>
    ({ websiteId, person: { name, idNumber: '440305198806159974' } }) as LivenessCheck;

  it.each([
    ['of the same person for the same website', 'site', '周建明', true],
    ['for another website', 'other-site', '周建明', false],
    ['of another person', 'site', '梁晓晴', false],
  ])('compares person and website of two checks: %s', (_, websiteId, name, expected) => {
    expect(isOfSamePerson(check('site', '周建明'), check(websiteId, name))).toBe(expected);
  });
});

describe('standingOf', () => {
  const now = new Date('2026-11-25T02:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const check = (state: LivenessState, id: string = state, createdAt = minutesAgo(1)): LivenessCheck => ({
    id,
    filingId: 'filing',
    websiteId: 'site',
    person: { name: '周建明', idNumber: '440305198806159974' },
    state,
    reasons: [],
    challenge: { actions: ['open-mouth'] },
    consentTextVersion: '2026-11',
    photoDocumentId: 'photo',
    photoAccepted: false,
    matchedCards: [],
    createdAt,
    expiresAt: now,
  });
  const failures = (count: number) => Array.from({ length: count }, (_, nth) => check('failed', `failed ${nth + 1}`));

  it.each<[string, readonly LivenessCheck[], string, string | undefined, number]>([
    ['nothing', [], 'none', undefined, 5],
    ['checks that cost no try', [check('open'), check('unanswered')], 'none', undefined, 5],
    ['one failure', failures(1), 'failed', 'failed 1', 4],
    ['two failures', failures(2), 'failed', 'failed 2', 3],
    ['a failure and a try in verification', [...failures(1), check('verifying')], 'failed', 'failed 1', 3],
    ['a try in verification', [check('verifying', 'v', minutesAgo(14))], 'none', undefined, 4],
    [
      'a try in the last moment of its verification',
      [check('verifying', 'v', new Date(minutesAgo(15).getTime() + 1))],
      'none',
      undefined,
      4,
    ],
    ['a try whose instance died', [check('verifying', 'v', minutesAgo(15))], 'none', undefined, 5],
    ['a pass after failures', [...failures(3), check('passed')], 'passed', 'passed', 2],
    ['a failure after a pass', [check('passed'), ...failures(1)], 'passed', 'passed', 4],
    ['five failures', failures(5), 'handed-over', 'failed 5', 0],
    ['six failures, two of them at once', failures(6), 'handed-over', 'failed 6', 0],
    ['four failures and a check that costs no try', [...failures(4), check('unanswered')], 'failed', 'failed 4', 1],
  ])('after %s', (_what, checks, state, id, triesLeft) => {
    const standing = standingOf(checks, undefined, now);

    expect({ state: standing.state, id: standing.check?.id, triesLeft: standing.triesLeft }).toEqual({
      state,
      id,
      triesLeft,
    });
  });

  it('counts failed tries and tries in verification', () => {
    const dead = check('verifying', 'dead', minutesAgo(15));

    expect(triesTaken([...failures(6), check('verifying'), check('open'), check('passed'), dead], now)).toBe(7);
  });

  it('is decided by a pass, or by the last of five failures', () => {
    const decided = [[...failures(4)], failures(5), [check('passed', 'old'), check('passed', 'new'), ...failures(5)]];

    expect(decided.map((checks) => decidedBy(checks, undefined)?.id)).toEqual([undefined, 'failed 5', 'new']);
  });
});

describe('livenessByWebsite', () => {
  const now = new Date('2026-11-25T02:00:00Z');
  const zhou = { name: '周建明', idNumber: '440305198806159974' };
  const liang = { name: '梁晓晴', idNumber: '440106199704189988' };
  const check = (websiteId: string, state: LivenessState, person = zhou, expiresAt = now) =>
    ({ websiteId, state, person, createdAt: now, expiresAt }) as LivenessCheck;
  const contents = {
    eligibility: { organizerKind: 'enterprise' },
    websites: ['one', 'two', 'three'].map((id) => ({ id, siteOwner: zhou })),
  } as unknown as FilingContents;

  it('returns for each website the state and the validity of the check that counts', () => {
    const later = new Date('2026-11-28T02:00:00Z');
    const checks = [check('one', 'passed', zhou, later), check('one', 'failed'), check('two', 'passed', liang)];

    expect(livenessByWebsite([...checks, check('three', 'failed')], contents, [], now)).toEqual({
      one: { state: 'passed', expiresAt: later },
      three: { state: 'failed', expiresAt: now },
    });
  });

  it('has no entry for a website before its first try has ended', () => {
    expect(livenessByWebsite([check('one', 'open'), check('two', 'verifying')], contents, [], now)).toEqual({});
  });
});

describe('costsTry', () => {
  it.each<[LivenessReason, boolean]>([
    ['try-later', false],
    ['page-timeout', false],
    ['limit-reached', false],
    ['challenge-missed', true],
    ['background-not-white', true],
    ['seen-before', true],
  ])('%s: %s', (reason, costs) => {
    expect(costsTry(reason)).toBe(costs);
  });
});
