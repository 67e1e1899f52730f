import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { LivenessCheck } from '../liveness/liveness.ts';
import type { Document, DocumentKind, DocumentSubject, ReadFields } from '../media/document.ts';
import { machineEvidence, settledReadings } from './machine-evidence.ts';

const SITE = 'site';
const contents = contentsOf(ENTERPRISE, SITE);

const paper = (id: string, kind: DocumentKind, subject: DocumentSubject, fields?: ReadFields): Document =>
  ({ id, kind, subject, state: 'ready', cleanKey: id, findings: [], fields }) as unknown as Document;
const of = (
  documents: readonly Document[],
  more: Partial<Parameters<typeof machineEvidence>[2]> = {},
  typed = contents,
) => machineEvidence(typed, documents, { documents, checks: [], company: undefined, ...more });

describe('what was read from the pictures of a filing', () => {
  it('stands beside the typed value that it proves: whether it is the same, how certain, and from which picture', () => {
    const licence = paper('licence', 'business-licence', 'organizer', {
      name: { text: `${contents.organizer?.name}分公司`, confidence: 0.99 },
      address: { text: contents.organizer?.certificateAddress ?? '', confidence: 0.91 },
    });

    expect(of([licence]).values).toEqual([
      { field: 'eligibility.certificateNumber', source: 'read', agreement: 'silent', document: 'licence' },
      {
        field: 'organizer.name',
        source: 'read',
        agreement: 'differs',
        value: `${contents.organizer?.name}分公司`,
        confidence: 0.99,
        isSure: true,
        document: 'licence',
      },
      {
        field: 'organizer.certificateAddress',
        source: 'read',
        agreement: 'same',
        value: contents.organizer?.certificateAddress,
        confidence: 0.91,
        isSure: false,
        document: 'licence',
      },
      ...(contents.organizer?.legalRepresentative
        ? [{ field: 'organizer.legalRepresentative', source: 'read', agreement: 'silent', document: 'licence' }]
        : []),
    ]);
  });

  it('proves a person wherever they stand: the principal’s card also who owns a website as the same person', () => {
    const person = ENTERPRISE.principal;
    const same = { ...contents, websites: contents.websites.map((website) => ({ ...website, siteOwner: person })) };
    const other = {
      ...contents,
      websites: contents.websites.map((website) => ({ ...website, siteOwner: INDIVIDUAL.principal })),
    };
    const card = paper('card', 'id-front', 'principal', { name: { text: person.name, confidence: 0.99 } });
    const fieldsOf = (typed: typeof contents) => of([card], {}, typed).values.map(({ field }) => field);

    expect(fieldsOf(same)).toEqual([
      ...['principal.name', 'principal.idNumber'],
      ...['websites.0.siteOwner.name', 'websites.0.siteOwner.idNumber'],
    ]);
    expect(fieldsOf(other)).toEqual(['principal.name', 'principal.idNumber']);
  });

  it('is the number on the card in somebody’s hand, where it was found: beside what was typed, and no second reading', () => {
    const places = [
      [
        [60, 300],
        [240, 300],
        [240, 320],
        [60, 320],
      ],
    ] as const;
    const typed = contentsOf(INDIVIDUAL, SITE);
    const number = typed.eligibility.certificateNumber;
    const photo = (text: string) => paper('held', 'handheld-photo', `website:${SITE}`, { idNumber: { text, places } });
    const said = (document: Document) => of([document], {}, typed).values.filter((value) => value.document === 'held');

    expect(said(photo(number))).toEqual([
      {
        field: 'eligibility.certificateNumber',
        source: 'read',
        agreement: 'same',
        value: number,
        isSure: false,
        document: 'held',
        places,
      },
    ]);
    expect(said(photo('440301199003077310'))[0]?.agreement).toBe('differs');
    expect(said(paper('held', 'handheld-photo', `website:${SITE}`))).toEqual([]);
  });

  it('stands with its places in the picture', () => {
    const places = [
      [
        [60, 300],
        [240, 300],
        [240, 320],
        [60, 320],
      ],
    ] as const;
    const idNumber = { text: contents.principal?.idNumber ?? '', confidence: 0.99, places };

    const [, number] = of([paper('front', 'id-front', 'principal', { idNumber })]).values;

    expect(number).toMatchObject({ field: 'principal.idNumber', agreement: 'same', places });
  });

  it('is silent for a card that nothing was read from', () => {
    expect(of([paper('back', 'id-back', 'principal')]).values).toEqual([
      { field: 'principal.idValidFrom', source: 'read', agreement: 'silent', document: 'back' },
      { field: 'principal.idValidTo', source: 'read', agreement: 'silent', document: 'back' },
      { field: 'websites.0.siteOwner.idValidFrom', source: 'read', agreement: 'silent', document: 'back' },
      { field: 'websites.0.siteOwner.idValidTo', source: 'read', agreement: 'silent', document: 'back' },
    ]);
  });

  it('proves an individual’s own name and number twice, as the organizer and as the principal', () => {
    const fields = of([paper('front', 'id-front', 'principal')], {}, contentsOf(INDIVIDUAL, SITE)).values.map(
      ({ field }) => field,
    );

    expect(fields).toEqual([
      'eligibility.certificateNumber',
      'organizer.name',
      'organizer.certificateAddress',
      'principal.name',
      'principal.idNumber',
    ]);
  });

  it('is nothing of pictures that no machine reads', () => {
    expect(of([paper('letter', 'commitment-letter', `website:${SITE}`)]).values).toEqual([]);
  });
});

describe('what the commercial register said', () => {
  const facts = { creditCode: true, name: false, legalRepresentative: true, idNumber: false, standing: 'in-business' };
  const said = (company: Parameters<typeof machineEvidence>[2]['company']) =>
    of([], { company })
      .values.filter(({ field }) => field !== 'organizer.legalRepresentative')
      .map(({ field, agreement }) => [field, agreement]);

  it('is whether it has the same, without its values', () => {
    expect(said({ known: true, value: facts as never })).toEqual([
      ['eligibility.certificateNumber', 'same'],
      ['organizer.name', 'differs'],
      ['principal.idNumber', 'differs'],
    ]);
  });

  it('says nothing about people of a company that it does not know', () => {
    expect(said({ known: true, value: { ...facts, creditCode: false } as never })).toEqual([
      ['eligibility.certificateNumber', 'differs'],
      ['organizer.name', 'differs'],
      ['principal.idNumber', 'silent'],
    ]);
  });

  it('is silent when it gave no answer, and absent when it was not asked', () => {
    expect(said({ known: false }).map(([, agreement]) => agreement)).toEqual(['silent', 'silent', 'silent']);
    expect(said(undefined)).toEqual([]);
  });
});

describe('the liveness check that counts', () => {
  const check = {
    id: 'check',
    websiteId: SITE,
    person: contents.websites[0]?.siteOwner ?? contents.principal,
    state: 'passed',
    reasons: [],
    matchedCards: ['front'],
    cardSimilarities: { front: 81.5, older: 60 },
    similarity: 93.2,
    assurance: 'vendor',
  } as unknown as LivenessCheck;
  const front = paper('front', 'id-front', 'principal');

  it('has its score and how similar the photo is to the portrait on the card, each beside its limit', () => {
    expect(of([front], { checks: [check] }).liveness).toEqual([
      {
        subject: 'website:site',
        state: 'passed',
        similarity: 93.2,
        threshold: 70,
        portrait: 'front',
        portraitSimilarity: 81.5,
        portraitThreshold: 56,
        assurance: 'vendor',
        reasons: [],
      },
    ]);
  });

  it('says in words why the last of five tries failed', () => {
    const failed = { ...check, state: 'failed', similarity: 41, reasons: [{ code: 'other-person' }] } as LivenessCheck;

    const [seen] = of([front], { checks: [failed, failed, failed, failed, failed] }).liveness;

    expect([seen?.state, seen?.similarity, seen?.reasons]).toEqual([
      'failed',
      41,
      ['视频中的人与证件照片不一致，请由网站负责人本人完成。'],
    ]);
  });

  it('is none while a try is left', () => {
    expect(of([front], { checks: [{ ...check, state: 'failed' }] }).liveness).toEqual([]);
  });
});

describe('what became of a value that was read', () => {
  it('is told by its action and name, with its evidence and whether another was handed in, and without the value', () => {
    const origin = 'tencent.ocr.RecognizeValidIDCardOCR';
    const { idCard } = ENTERPRISE;
    const card = paper('card', 'id-front', 'principal', {
      name: { text: '周健明', confidence: 0.7, origin, evidence: [] },
      idNumber: { text: idCard.idNumber, confidence: 0.9, origin, evidence: ['check-digit'] },
      nation: { text: '汉', confidence: 0.9, origin, evidence: [] },
    });

    const settled = settledReadings(contents, [card]);

    expect(settled).toEqual([
      { value: 'RecognizeValidIDCardOCR.name', confidence: 0.7, evidence: [], isSure: false, isChanged: true },
      {
        value: 'RecognizeValidIDCardOCR.idNumber',
        confidence: 0.9,
        evidence: ['check-digit'],
        isSure: true,
        isChanged: false,
      },
    ]);
  });
});
