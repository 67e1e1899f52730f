import type { MachineEvidence, MachineValue, SeenLiveness } from '../../../contracts/review-desk/evidence.ts';
import type { CompanyFacts, Known } from '../facts.ts';
import {
  isOfSiteOwner,
  LIVENESS_REASONS,
  type LivenessCheck,
  ON_CARD_SIMILARITY,
  SAME_PERSON_SIMILARITY,
} from '../liveness/liveness.ts';
import { cardSubjectsOf, siteOwnersCard } from '../liveness/site-owner-card.ts';
import { decidedBy } from '../liveness/standing.ts';
import { withAgreements } from '../media/agreement.ts';
import { type Document, isJudged, isReadable, type ReadField } from '../media/document.ts';
import { compareTexts, isSure } from '../media/evidence.ts';
import type { FilingContents, Person } from './filing.ts';

interface Evidence {
  /** All of the filing, oldest first. */
  readonly documents: readonly Document[];
  readonly checks: readonly LivenessCheck[];
  /** What the commercial register said; undefined where it was not asked. */
  readonly company: Known<CompanyFacts> | undefined;
}

/** @param used the documents that the desk gets. */
export const machineEvidence = (
  contents: FilingContents,
  used: readonly Document[],
  { documents, checks, company }: Evidence,
): MachineEvidence => ({
  values: [
    ...used.flatMap((document) => readValues(document, contents, used, company)),
    ...used.flatMap((document) => heldNumber(document, contents)),
    ...registerValues(contents, company),
  ],
  liveness: contents.websites.flatMap(({ id }) => seenLiveness(id, contents, used, { documents, checks })),
});

/** A typed value that a certificate proves, and the name that it has among the values read from it. */
type Proven = readonly [read: string, field: string, typed: string | undefined];

function readValues(
  document: Document,
  contents: FilingContents,
  documents: readonly Document[],
  company: Evidence['company'],
): readonly MachineValue[] {
  if (!isReadable(document.kind)) return [];
  const witnesses = { contents, documents, ...(company?.known && { company: company.value }) };
  const fields = withAgreements(document, document.fields ?? {}, witnesses);
  return provenBy(document, contents).flatMap(([name, field, typed]) =>
    typed ? [readValue(field, typed, fields[name], document.id)] : [],
  );
}

/** What became of each value that was read: whether it was sure, and whether another one was handed in. Without the values. */
export const settledReadings = (contents: FilingContents, used: readonly Document[]) =>
  used
    .filter(({ kind }) => isReadable(kind))
    .flatMap((document) => {
      const typedBy = new Map(provenBy(document, contents).map(([name, , typed]) => [name, typed]));
      return Object.entries(document.fields ?? {}).flatMap(([name, read]) => {
        const { origin, confidence, evidence = [] } = read;
        const { outcome } = compareTexts(typedBy.get(name), read.text);
        if (!origin || outcome === 'cannot-tell') return [];
        return [
          {
            value: `${origin.split('.').at(-1)}.${name}`,
            ...(confidence !== undefined && { confidence }),
            evidence,
            isSure: isSure(read),
            isChanged: outcome === 'differs',
          },
        ];
      });
    });

function readValue(field: string, typed: string, read: ReadField | undefined, document: string): MachineValue {
  const { outcome } = compareTexts(typed, read?.text);
  if (!read || outcome === 'cannot-tell') return { field, source: 'read', agreement: 'silent', document };
  const { text: value, confidence, places } = read;
  return {
    field,
    source: 'read',
    agreement: outcome,
    value,
    ...(confidence !== undefined && { confidence }),
    isSure: isSure(read),
    document,
    ...(places && { places }),
  };
}

/** The number on a card in somebody's hand or in their letter, where it was found: it was looked for, so it is no second reading. */
function heldNumber({ id, kind, fields }: Document, { eligibility }: FilingContents): readonly MachineValue[] {
  const number = isJudged(kind) ? fields?.idNumber : undefined;
  if (!number?.places) return [];
  const { text, places } = number;
  const { outcome } = compareTexts(eligibility.certificateNumber, text);
  const agreement = outcome === 'cannot-tell' ? 'silent' : outcome;
  return [
    {
      field: 'eligibility.certificateNumber',
      source: 'read',
      agreement,
      value: text,
      isSure: false,
      document: id,
      places,
    },
  ];
}

function provenBy({ kind, subject }: Document, contents: FilingContents): readonly Proven[] {
  const { eligibility, organizer, principal, websites } = contents;
  const isPerson = eligibility.organizerKind === 'individual';
  const ofOrganizer = (name: string, number: string): readonly Proven[] => [
    [number, 'eligibility.certificateNumber', eligibility.certificateNumber],
    [name, 'organizer.name', organizer?.name],
    ['address', 'organizer.certificateAddress', organizer?.certificateAddress],
  ];
  if (kind === 'business-licence')
    return [
      ...ofOrganizer('name', 'creditCode'),
      ['legalRepresentative', 'organizer.legalRepresentative', organizer?.legalRepresentative],
    ];
  // A person's card is uploaded once, and proves them wherever they stand.
  const owners = websites.flatMap((website, index) =>
    subject === `website:${website.id}` || cardSubjectsOf(contents, website).includes(subject)
      ? [[`websites.${index}.siteOwner`, website.siteOwner] as const]
      : [],
  );
  const forms = subject === 'principal' ? [['principal', principal] as const, ...owners] : owners;
  const keys =
    kind === 'id-front'
      ? ({ name: 'name', idNumber: 'idNumber' } as const)
      : ({ validFrom: 'idValidFrom', validTo: 'idValidTo' } as const);
  return [
    ...(kind === 'id-front' && isPerson && subject === 'principal' ? ofOrganizer('name', 'idNumber') : []),
    ...forms.flatMap(([form, holder]) => ofHolder(form, holder, keys)),
  ];
}

const ofHolder = (
  form: string,
  holder: Person | undefined,
  keys: Readonly<Record<string, 'name' | 'idNumber' | 'idValidFrom' | 'idValidTo'>>,
): readonly Proven[] => Object.entries(keys).map(([read, key]) => [read, `${form}.${key}`, holder?.[key]]);

/** A register that finds the company neither by code nor by name says nothing about its people. */
function registerValues({ organizer }: FilingContents, company: Evidence['company']): readonly MachineValue[] {
  if (!company) return [];
  const facts = company.known ? company.value : undefined;
  const knowsPeople = facts && (facts.creditCode || facts.name) ? facts : undefined;
  const answers: readonly (readonly [string, boolean | undefined])[] = [
    ['eligibility.certificateNumber', facts?.creditCode],
    ['organizer.name', facts?.name],
    ...(organizer?.legalRepresentative
      ? [['organizer.legalRepresentative', knowsPeople?.legalRepresentative] as const]
      : []),
    ['principal.idNumber', knowsPeople?.idNumber],
  ];
  return answers.map(([field, isSame]) => ({
    field,
    source: 'register',
    agreement: isSame === undefined ? 'silent' : isSame ? 'same' : 'differs',
  }));
}

function seenLiveness(
  websiteId: string,
  contents: FilingContents,
  used: readonly Document[],
  { documents, checks }: Pick<Evidence, 'documents' | 'checks'>,
): readonly SeenLiveness[] {
  const own = checks.filter((check) => check.websiteId === websiteId && isOfSiteOwner(check, contents));
  const card = siteOwnersCard(contents, websiteId, documents);
  const check = decidedBy(own, card);
  if (!check) return [];
  const { state, similarity, assurance, reasons, cardSimilarities, frameDocumentIds = [] } = check;
  const frames = frameDocumentIds.filter((frame) => used.some(({ id }) => id === frame));
  const portraitSimilarity = card && cardSimilarities?.[card.id];
  return [
    {
      subject: `website:${websiteId}`,
      state: state === 'passed' ? 'passed' : 'failed',
      ...(similarity !== undefined && { similarity }),
      threshold: SAME_PERSON_SIMILARITY,
      ...(frames.length > 0 && { frames }),
      ...(card && { portrait: card.id }),
      ...(portraitSimilarity !== undefined && { portraitSimilarity }),
      portraitThreshold: ON_CARD_SIMILARITY,
      ...(assurance && { assurance }),
      reasons: reasons.map(({ code }) => LIVENESS_REASONS[code]),
    },
  ];
}
