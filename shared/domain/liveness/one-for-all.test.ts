import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { FilingContents, Person, Website } from '../filing/filing.ts';
import { machineEvidence } from '../filing/machine-evidence.ts';
import type { Document } from '../media/document.ts';
import { documentsInUse } from '../media/documents-in-use.ts';
import { checksServing, type LivenessCheck, websitesServed } from './liveness.ts';
import { livenessByWebsite, standingOf } from './standing.ts';

const OFF = { oneLivenessProvinces: [] };
const ON = { oneLivenessProvinces: ['440000'] };
const OTHER_PROVINCE = { oneLivenessProvinces: ['350000'] };

const zhou: Person = ENTERPRISE.principal;
const namesake: Person = { ...zhou, idNumber: INDIVIDUAL.idCard.idNumber };
const one = contentsOf(ENTERPRISE, 'a');
const site = (id: string, siteOwner?: Person): Website => ({ ...(one.websites[0] as Website), id, siteOwner });
/** Two websites of one person, one of somebody with the same name, and one of nobody yet. */
const contents: FilingContents = {
  ...one,
  websites: [site('a', zhou), site('b', { ...zhou, name: ' 周建明' }), site('c', namesake), site('d')],
};
const now = new Date('2026-11-25T02:00:00Z');
const check = (part: Partial<LivenessCheck> = {}): LivenessCheck => ({
  ...{ id: 'check', filingId: 'filing', websiteId: 'a', person: zhou, state: 'passed', challenge: { actions: [] } },
  ...{ consentTextVersion: '2026-11', photoDocumentId: 'photo', videoDocumentId: 'film', frameDocumentIds: ['frame'] },
  ...{ photoAccepted: true, matchedCards: [], reasons: [], similarity: 93, createdAt: now },
  expiresAt: new Date('2026-11-28T02:00:00Z'),
  ...part,
});
const media = (['photo', 'video', 'frame'] as const).map(
  (kind) =>
    ({
      ...{ id: kind === 'video' ? 'film' : kind, kind: `liveness-${kind}`, subject: 'website:a' },
      ...{ state: 'ready', cleanKey: kind, findings: [] },
    }) as unknown as Document,
);
const passed = (checks: readonly LivenessCheck[], filing = contents) =>
  Object.keys(livenessByWebsite(checks, filing, [], now));

describe.each([
  ['nowhere', OFF],
  ['in another province', OTHER_PROVINCE],
])('where one check serves one website, the setting being on %s', (_, terms) => {
  it('counts for the website that it was made for alone', () => {
    expect(websitesServed(contents, 'b', terms)).toEqual(['b']);
    expect(passed(checksServing([check()], contents, terms))).toEqual(['a']);
  });
});

describe('where one check serves all websites of a person', () => {
  const served = checksServing([check()], contents, ON);
  const withoutFirst = { ...contents, websites: contents.websites.slice(1) };

  it('counts for each of them, by their certificate, and for nobody of the same name', () => {
    expect(websitesServed(contents, 'b', ON)).toEqual(['a', 'b']);
    expect(websitesServed(contents, 'c', ON)).toEqual(['c']);
    expect(websitesServed(contents, 'd', ON)).toEqual(['d']);
    expect(passed(served)).toEqual(['a', 'b']);
  });

  it('still counts when the website that it was made for is gone, or is another person’s', () => {
    expect(passed(checksServing([check()], withoutFirst, ON), withoutFirst)).toEqual(['b']);
    const given = { ...contents, websites: [site('a', namesake), site('b', zhou)] };
    expect(passed(checksServing([check()], given, ON), given)).toEqual(['b']);
  });

  it('counts its tries for all of them: after five a reviewer decides about each', () => {
    const failed = ['a', 'a', 'b', 'b', 'b'].map((websiteId, place) =>
      check({ id: `${place}`, websiteId, state: 'failed' }),
    );
    const ofB = checksServing(failed, contents, ON).filter(({ websiteId }) => websiteId === 'b');

    expect(standingOf(ofB, undefined, now)).toMatchObject({ state: 'handed-over', triesLeft: 0 });
  });

  it('goes to the desk once, with the first website that it serves, and its scores with each', () => {
    const used = documentsInUse(contents, media, served);
    const { liveness } = machineEvidence(contents, used, { documents: media, checks: served, company: undefined });

    expect(used.map(({ id, subject }) => [id, subject])).toEqual([
      ['photo', 'website:a'],
      ['film', 'website:a'],
      ['frame', 'website:a'],
    ]);
    expect(liveness.map(({ subject, state, frames }) => [subject, state, frames])).toEqual([
      ['website:a', 'passed', ['frame']],
      ['website:b', 'passed', ['frame']],
    ]);
    const later = documentsInUse(withoutFirst, media, checksServing([check()], withoutFirst, ON));
    expect(later.map(({ subject }) => subject)).toEqual(['website:b', 'website:b', 'website:b']);
  });

  it('of a transfer is of no website', () => {
    const ofTransfer = check({ websiteId: undefined, transferId: 'transfer' });

    expect(checksServing([ofTransfer], contents, ON)).toEqual([ofTransfer]);
  });
});
