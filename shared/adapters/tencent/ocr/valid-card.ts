import * as z from 'zod/mini';
import { isPossibleTerm } from '../../../domain/identity/card-term.ts';
import type { Evidence } from '../../../domain/media/weights.ts';
import type { PictureWarning, Reading, UnreadableReason } from '../../../ports/documents/ocr.ts';
import { asBegin, asDay, asEnd, asName, asNumber, asText, fieldsOf, type Read, type StatedLimits } from './fields.ts';
import { periodIn } from './written-dates.ts';

/**
 * Replies of RecognizeValidIDCardOCR (Tencent Cloud API ocr 2018-11-19), which knows every kind of resident's card and
 * states how sure it is of each value.
 */

const flag = z.nullish(z.coerce.number());

/** A value with defects of its place on the card, and of the place of its label. */
const content = z.nullish(
  z.object({
    Content: z.nullish(z.string()),
    Confidence: z.nullish(z.coerce.number()),
    IsInComplete: flag,
    IsReflect: flag,
    IsKeyInComplete: flag,
    IsKeyReflect: flag,
  }),
);
type Content = z.output<typeof content>;

const WARNINGS = {
  BorderCheck: 'cut-edge',
  OcclusionCheck: 'covered',
  CopyCheck: 'copy',
  ReshootCheck: 'screen',
  PSCheck: 'edited',
  BlurCheck: 'blurred',
  ElectronCheck: 'electronic-card',
} as const satisfies Record<string, PictureWarning>;

const card = z.nullish(
  z.object({
    Name: content,
    Sex: content,
    Nation: content,
    Birth: content,
    Address: content,
    IdNum: content,
    Authority: content,
    ValidDate: content,
    WarnInfos: z.nullish(z.record(z.string(), flag)),
  }),
);
type Card = NonNullable<z.output<typeof card>>;

export const validCardAnswer = z.object({
  Type: z.nullish(z.string()),
  IDCardInfo: card,
  TemporaryIDCardInfo: card,
  ResidencePermitInfo: card,
  PermanentResidencePermitInfo: card,
});
type Answer = z.output<typeof validCardAnswer>;

const FRONT = ['Name', 'Sex', 'Nation', 'Birth', 'Address', 'IdNum'] as const;
const BACK = ['Authority', 'ValidDate'] as const;

/** Each kind of card as `Type` begins, where its values are, and why it is not read; the longer name first. */
const FAMILIES: readonly (readonly [name: string, info: Exclude<keyof Answer, 'Type'>, UnreadableReason?])[] = [
  ['临时身份证', 'TemporaryIDCardInfo', 'temporary-id'],
  ['身份证', 'IDCardInfo'],
  ['港澳台居住证', 'ResidencePermitInfo', 'residence-permit'],
  ['外国人永久居留证', 'PermanentResidencePermitInfo', 'foreigner-card'],
];

const isFilled = (found: Content): boolean => Boolean(found?.Content?.trim());
const has = (found: Card | null | undefined, names: readonly (keyof Card)[]): boolean =>
  names.some((name) => isFilled(found?.[name] as Content));

/**
 * The reading by RecognizeValidIDCardOCR. `Type` says which side of which card it is, however much of it is hidden; where it
 * says nothing that is known, the values do, and an object without a value is none. Cards that no filing accepts are named but
 * not read: we must not process their values.
 */
export function validCardReading(side: 'FRONT' | 'BACK', answer: Answer, limits: StatedLimits = {}): Reading {
  const type = answer.Type?.trim() ?? '';
  const stated = FAMILIES.find(([name]) => type.startsWith(name));
  const [, info, refusal] = stated ?? FAMILIES.find(([, place]) => has(answer[place], [...FRONT, ...BACK])) ?? [];
  if (!info) return { outcome: 'unreadable', reason: 'not-this-certificate' };
  if (refusal) return { outcome: 'unreadable', reason: refusal };
  const found: Partial<Card> = answer[info] ?? {};
  // A picture of both sides has the values of both.
  const [hasFront, hasBack] = [has(found as Card, FRONT), has(found as Card, BACK)];
  const isOfSide = type.endsWith(side === 'FRONT' ? '人像面' : '国徽面') || (side === 'FRONT' ? hasFront : hasBack);
  if (!isOfSide) return { outcome: 'unreadable', reason: 'wrong-side' };
  const both: readonly PictureWarning[] = hasFront && hasBack ? ['both-sides'] : [];
  const unknown = type !== '' && !stated ? [`${ACTION}.Type`] : [];
  return {
    outcome: 'read',
    fields: fieldsOf(ACTION, side === 'FRONT' ? frontOf(found) : backOf(found), limits),
    warnings: [...warningsOf(found), ...both],
    notUnderstood: [...unknown, ...strangeIn(found)],
  };
}

const ACTION = 'RecognizeValidIDCardOCR';

function frontOf(found: Partial<Card>): Readonly<Record<string, Read>> {
  const read = readerOf(found);
  return {
    name: read('Name', asName),
    idNumber: read('IdNum', asNumber),
    sex: read('Sex'),
    nation: read('Nation'),
    birthDate: read('Birth', asDay),
    address: read('Address'),
  };
}

function backOf(found: Partial<Card>): Readonly<Record<string, Read>> {
  const read = readerOf(found);
  return { authority: read('Authority'), validFrom: read('ValidDate', asBegin), validTo: read('ValidDate', asEnd) };
}

type Part = (typeof FRONT)[number] | (typeof BACK)[number];
const PARTS: readonly Part[] = [...FRONT, ...BACK];

function readerOf(found: Partial<Card>) {
  const scale = scaleOf(found);
  return (name: Part, parse: (text: string) => Read = asText): Read => {
    const part = found[name];
    const { text, evidence = [] } = parse((part?.Content ?? '').trim());
    const confidence = part?.Confidence ?? undefined;
    return {
      text,
      confidence: isStrange(confidence) ? undefined : confidence && confidence / scale,
      evidence: [...evidence, ...flagsOf(part)],
    };
  };
}

const flagsOf = (part: Content): readonly Evidence[] => [
  ...(part?.IsInComplete === 1 || part?.IsReflect === 1 ? ['hidden' as const] : []),
  ...(part?.IsKeyInComplete === 1 || part?.IsKeyReflect === 1 ? ['label-hidden' as const] : []),
];

const isStrange = (confidence: number | null | undefined): boolean =>
  typeof confidence === 'number' && !(confidence >= 0 && confidence <= 100);

/** The example of the documents has 90; the scale is documented nowhere. What exceeds 1 is percent, and then so is all of a reply. */
const scaleOf = (found: Partial<Card>): 1 | 100 => (PARTS.some((name) => (found[name]?.Confidence ?? 0) > 1) ? 100 : 1);

/** What a reply has that nobody here can interpret, by its name. */
function strangeIn(found: Partial<Card>): readonly string[] {
  const written = (name: Part) => found[name]?.Content?.trim() ?? '';
  const strange = [
    ...PARTS.filter((name) => isStrange(found[name]?.Confidence)).map((name) => `${name}.Confidence`),
    ...(written('Birth') !== '' && !asDay(written('Birth')).text ? ['Birth'] : []),
    ...(periodIn(written('ValidDate')).isWhole ? [] : ['ValidDate']),
    ...Object.entries(found.WarnInfos ?? {})
      .filter(([name, value]) => value && name !== 'BlurScore' && (value !== 1 || !(name in WARNINGS)))
      .map(([name, value]) => `WarnInfos.${name}=${value}`),
  ];
  return strange.map((what) => `${ACTION}.${what}`);
}

/** The action has no warning of reflections and impossible terms: its fields tell. */
function warningsOf(found: Partial<Card>): readonly PictureWarning[] {
  const { from, to } = periodIn(found.ValidDate?.Content ?? '');
  const end = to === 'long-term' ? to : to?.text;
  const isImpossible = from !== undefined && end !== undefined && !isPossibleTerm({ from: from.text, to: end });
  const seen: readonly (readonly [PictureWarning, boolean])[] = [
    ['reflection', PARTS.some((name) => found[name]?.IsReflect === 1)],
    ['validity-implausible', isImpossible],
    ...Object.entries(WARNINGS).map(([name, warning]) => [warning, found.WarnInfos?.[name] === 1] as const),
  ];
  return seen.filter(([, isOn]) => isOn).map(([warning]) => warning);
}
