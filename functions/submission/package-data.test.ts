import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import type { LivenessCheck, LivenessState } from '../../shared/domain/liveness/liveness.ts';
import type { Document, DocumentKind } from '../../shared/domain/media/document.ts';
import { type FilingCase, NO_FACTS } from '../../shared/domain/rules/case.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { numbersFiled, packageData, seenOf } from './package-data.ts';

const filing = { filingType: 'first', contents: contentsOf(ENTERPRISE, 'site') } as Filing;

const document = (id: string, kind: DocumentKind): Document =>
  ({
    id,
    kind,
    subject: 'website:site',
    contentType: 'image/jpeg',
    state: 'ready',
    cleanKey: `clean/${id}`,
    findings: [],
  }) as unknown as Document;

const check = (nth: number, state: LivenessState, person = ENTERPRISE.principal): LivenessCheck =>
  ({
    id: `check ${nth}`,
    websiteId: 'site',
    person,
    state,
    reasons: [],
    matchedCards: [],
    photoDocumentId: `photo ${nth}`,
    videoDocumentId: `video ${nth}`,
  }) as unknown as LivenessCheck;

/** What a passed check with key frames sends, where these documents were kept. */
function withFrames(kept: readonly string[], frameDocumentIds = ['frame 2', 'frame 1']) {
  const documents = [
    ...kept.map((id) => document(id, 'liveness-frame')),
    document('video 1', 'liveness-video'),
    document('photo 1', 'liveness-photo'),
  ];
  const checks = [{ ...check(1, 'passed'), frameDocumentIds }, check(2, 'failed')];
  const data = packageData(filing, { documents, checks }, { findings: [] });
  return { sent: data.documents.map(({ id }) => id), frames: data.evidence?.liveness[0]?.frames };
}

/** The liveness media in the package for the desk. */
function filmedIn(checks: readonly LivenessCheck[]): readonly string[] {
  const documents = checks.flatMap(({ photoDocumentId, videoDocumentId = '' }) => [
    document(photoDocumentId, 'liveness-photo'),
    document(videoDocumentId, 'liveness-video'),
  ]);
  return packageData(filing, { documents, checks }, { findings: [] }).documents.map(({ id }) => id);
}

describe('the eligibility check in the package for the desk', () => {
  it('has the six inputs, not how the number came in', () => {
    const { eligibility } = filing.contents;
    const contents = { ...filing.contents, eligibility: { ...eligibility, numberTakenOver: true as const } };

    expect(packageData({ ...filing, contents }, { documents: [], checks: [] }, { findings: [] }).eligibility).toEqual(
      eligibility,
    );
  });
});

describe('the numbers under which somebody is filed', () => {
  const organizer = '闽ICP备2099000202号';
  const caseOf = (changes: Partial<FilingCase> = {}, number = `${organizer}-4`) =>
    ({
      contents: contentsOf(ENTERPRISE, 'site'),
      organizerRecord: { known: true, value: { number: organizer, filedHere: 'no', websites: 3 } },
      facts: {
        site: {
          ...NO_FACTS,
          domainRecord: { known: true, value: { number, sameOrganizer: true, connectedHere: false } },
        },
      },
      ...changes,
    }) as FilingCase;

  it('are the organizer’s, and those of its websites, wherever they were filed', () => {
    expect(numbersFiled(caseOf())).toEqual({ organizer, websites: { site: `${organizer}-4` } });
    expect(numbersFiled(caseOf({ facts: {} }))).toEqual({ organizer, websites: {} });
    expect(numbersFiled(caseOf({}, '闽ICP备2099000203号-4'))).toEqual({ organizer, websites: {} });
  });

  it('are none of who is not filed, or not known, and of a change, which has its own', () => {
    const before = contentsOf(ENTERPRISE, 'site');

    expect(numbersFiled(caseOf({ organizerRecord: { known: true, value: undefined } }))).toBeUndefined();
    expect(numbersFiled(caseOf({ organizerRecord: { known: false } }))).toBeUndefined();
    expect(numbersFiled(caseOf({ contents: { ...before, before } }))).toBeUndefined();
  });

  it('are in the package, and an earlier round’s are not', () => {
    const numbers = { organizer, websites: { site: `${organizer}-4` } };
    const sent = (now: typeof numbers | undefined) =>
      packageData(filing, { documents: [], checks: [] }, { findings: [], numbers: now }).numbers;

    expect([sent(numbers), sent(undefined)]).toEqual([numbers, undefined]);
  });
});

describe('what came of flagged items', () => {
  const item = { item: 2, field: 'organizer.remark', reason: '太短', kind: 'field' } as const;
  const sent = (repairs: Parameters<typeof packageData>[3]) =>
    packageData(filing, { documents: [], checks: [] }, { findings: [] }, repairs).repairs;

  it('is in the package: whether it is changed, and the word, not the reviewer’s own words', () => {
    expect(sent([{ ...item, state: 'changed' }])).toEqual([{ item: 2, field: 'organizer.remark', changed: true }]);
    expect(sent([{ ...item, state: 'answered', word: '没有了' }])).toEqual([
      { item: 2, field: 'organizer.remark', changed: false, word: '没有了' },
    ]);
  });

  it('is left out where nothing was flagged; words of the filing are nowhere else in the package', () => {
    const contents = { ...filing.contents, answers: [{ item: 1, word: '没有了' }] };

    const data = packageData({ ...filing, contents }, { documents: [], checks: [] }, { findings: [] });

    expect('repairs' in data).toBe(false);
    expect(JSON.stringify(data)).not.toContain('没有了');
  });
});

it('where a number stands in a hand-held photo is in the package; what was found good, beside its picture alone', () => {
  const place = [
    [0, 0],
    [180, 0],
    [180, 20],
    [0, 20],
  ] as const;
  const individual = { ...filing, contents: contentsOf(INDIVIDUAL, 'site') };
  const { certificateNumber: text } = individual.contents.eligibility;
  const finding = (severity: 'info' | 'warn', message: string) => ({
    ...{ ruleId: 'MT-98', severity, field: 'file', message, params: {} },
  });
  const findings = [finding('info', '已看到：一张人脸。'), finding('warn', '申请人认为照片没有问题，请审核员看。')];
  const photo = { ...document('held', 'handheld-photo'), findings, fields: { idNumber: { text, places: [place] } } };

  const packed = packageData(individual, { documents: [photo], checks: [] }, { findings: [] });

  expect(packed.evidence?.values.map(({ document: id, places }) => [id, places])).toEqual([['held', [place]]]);
  expect(packed.documents[0]?.findings?.map(({ severity }) => severity)).toEqual(['info', 'warn']);
  expect(packed.findings.map(({ severity }) => severity)).toEqual(['warn']);
});

describe('the liveness media in the package for the desk', () => {
  const failures = [1, 2, 3, 4, 5].map((nth) => check(nth, 'failed'));

  it.each<[string, readonly LivenessCheck[], readonly string[]]>([
    ['the newest pass', [check(1, 'passed'), check(2, 'passed'), check(3, 'failed')], ['photo 2', 'video 2']],
    ['the last try, when none was left', failures, ['photo 5', 'video 5']],
    ['nothing of fewer failures', failures.slice(1), []],
    [
      'nothing of somebody who is not the site owner any more',
      [check(1, 'passed', { ...ENTERPRISE.principal, name: '何书云' })],
      [],
    ],
  ])('are %s', (_what, checks, ids) => {
    expect(filmedIn(checks)).toEqual(ids);
  });

  it('are followed by the key frames of the film, in the order of the check', () => {
    expect(withFrames(['frame 1', 'frame 2'])).toEqual({
      sent: ['photo 1', 'video 1', 'frame 2', 'frame 1'],
      frames: ['frame 2', 'frame 1'],
    });
  });

  it('have no key frames of another check, nor any that is gone; without any nothing is said of them', () => {
    expect(withFrames(['frame 1', 'frame of another'])).toMatchObject({
      sent: ['photo 1', 'video 1', 'frame 1'],
      frames: ['frame 1'],
    });
    expect(withFrames(['frame of another'])).toEqual({ sent: ['photo 1', 'video 1'], frames: undefined });
  });

  it('are nothing of a pass that was not compared with the ID card in the package', () => {
    const documents = [
      document('photo 1', 'liveness-photo'),
      { ...document('card', 'id-front'), subject: 'principal' as const },
    ];

    const { documents: sent } = packageData(filing, { documents, checks: [check(1, 'passed')] }, { findings: [] });

    expect(sent.map(({ id }) => id)).toEqual(['card']);
  });
});

describe('what the desk is told beside the forms', () => {
  const whole = (person: typeof ENTERPRISE | typeof INDIVIDUAL, region: string, cloudService: unknown) => {
    const contents = contentsOf(person, 'site');
    const eligibility = { ...contents.eligibility, region };
    const facts = { site: { ...NO_FACTS, cloudService } };
    return { filingType: 'first', contents: { ...contents, eligibility }, facts } as unknown as FilingCase;
  };
  const known = { known: true, value: { publicIps: ['203.0.113.7', '203.0.113.8'] } };

  it('are the addresses of each server, as the cloud knew them', () => {
    expect(seenOf(whole(ENTERPRISE, '440000', known)).servers).toEqual([
      { subject: 'website:site', publicIps: ['203.0.113.7', '203.0.113.8'] },
    ]);
    expect(seenOf(whole(ENTERPRISE, '440000', NO_FACTS.cloudService)).servers).toEqual([]);
  });

  it('is what the province wants to read in remarks, whatever stands there', () => {
    const message = '医疗单位请在主体备注中填写医疗机构执业许可证的颁发时间、有效期、颁发部门和许可证号码。';
    expect(seenOf(whole(ENTERPRISE, '440000', known)).demands).toEqual([
      { field: 'organizer.remark', ruleId: 'PV-GD-15', message },
    ]);
    expect(seenOf(whole(INDIVIDUAL, '440000', known)).demands).toEqual([
      {
        field: 'websites.0.details.remark',
        ruleId: 'PV-GD-14',
        message: '请在网站备注中详细说明网站开办后的内容和用途。',
      },
    ]);
  });
});
