import * as z from 'zod/mini';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { isPossibleTerm } from '../../../domain/identity/card-term.ts';
import type { PictureWarning, Reading } from '../../../ports/ocr.ts';
import { dayOf, fieldsOf, periodOf, type Read } from './fields.ts';

/**
 * Replies of RecognizeValidIDCardOCR (Tencent Cloud API ocr 2018-11-19), which knows every kind of resident's card and
 * states how sure it is of each value.
 */

const flag = z.nullish(z.coerce.number());

/** A value with defects of its place on the card. */
const content = z.nullish(
  z.object({
    Content: z.nullish(z.string()),
    Confidence: z.nullish(z.coerce.number()),
    IsInComplete: flag,
    IsReflect: flag,
  }),
);
type Content = z.output<typeof content>;

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
    PortraitImage: content,
    WarnInfos: z.nullish(
      z.object({
        BorderCheck: flag,
        OcclusionCheck: flag,
        CopyCheck: flag,
        ReshootCheck: flag,
        PSCheck: flag,
        BlurCheck: flag,
        ElectronCheck: flag,
      }),
    ),
  }),
);
type Card = z.output<typeof card>;

export const validCardAnswer = z.object({
  Type: z.nullish(z.string()),
  IDCardInfo: card,
  TemporaryIDCardInfo: card,
  ResidencePermitInfo: card,
  PermanentResidencePermitInfo: card,
});

/** A value under a reflection, or one that is cut off, keeps this share of its confidence. */
const HIDDEN_SHARE = 0.5;

/**
 * The reading by RecognizeValidIDCardOCR. Cards that no filing accepts are named but not read: we must not process
 * their values.
 */
export function validCardReading(side: 'FRONT' | 'BACK', answer: z.output<typeof validCardAnswer>): Reading {
  const refuse = (
    reason: 'temporary-id' | 'residence-permit' | 'foreigner-card' | 'wrong-side' | 'not-this-certificate',
  ) => ({ outcome: 'unreadable', reason }) as const;
  if (answer.ResidencePermitInfo) return refuse('residence-permit');
  if (answer.PermanentResidencePermitInfo) return refuse('foreigner-card');
  if (answer.TemporaryIDCardInfo) return refuse('temporary-id');
  const { IDCardInfo: found } = answer;
  if (!found) return refuse('not-this-certificate');
  // A picture of both sides has the values of both.
  const [hasFront, hasBack] = [Boolean(found.IdNum?.Content), Boolean(found.ValidDate?.Content)];
  if (side === 'FRONT' ? !hasFront : !hasBack) return refuse('wrong-side');
  const fields = side === 'FRONT' ? frontFields(found) : backFields(found);
  const both: readonly PictureWarning[] = hasFront && hasBack ? ['both-sides'] : [];
  return { outcome: 'read', fields, warnings: [...warningsOf(found), ...both] };
}

const ACTION = 'RecognizeValidIDCardOCR';

function frontFields(found: NonNullable<Card>) {
  return fieldsOf(ACTION, {
    name: read(found.Name),
    idNumber: read(found.IdNum, certificateForm),
    sex: read(found.Sex),
    nation: read(found.Nation),
    birthDate: read(found.Birth, dayOf),
    address: read(found.Address),
  });
}

function backFields(found: NonNullable<Card>) {
  return fieldsOf(ACTION, {
    authority: read(found.Authority),
    validFrom: read(found.ValidDate, (text) => periodOf(text)[0]),
    validTo: read(found.ValidDate, (text) => periodOf(text)[1]),
  });
}

function read(found: Content, parse: (text: string) => string | undefined = (text) => text): Read {
  const confidence = confidenceOf(found?.Confidence);
  const isHidden = found?.IsInComplete === 1 || found?.IsReflect === 1;
  return {
    text: parse((found?.Content ?? '').trim()),
    confidence: isHidden ? (confidence ?? 1) * HIDDEN_SHARE : confidence,
  };
}

/** The scale of the vendor's confidence is not documented: 0.98 and 98 are treated alike. */
const confidenceOf = (stated: number | null | undefined): number | undefined =>
  stated && stated > 1 ? stated / 100 : (stated ?? undefined);

/** The action has no warning of reflections and impossible terms: its fields tell. */
function warningsOf(found: NonNullable<Card>): readonly PictureWarning[] {
  const { WarnInfos, ValidDate, ...rest } = found;
  const contents = [ValidDate, rest.Name, rest.IdNum, rest.Birth, rest.Address, rest.Sex, rest.Nation, rest.Authority];
  const [from, to] = periodOf(ValidDate?.Content?.trim() ?? '');
  const isImpossible = from !== undefined && to !== undefined && !isPossibleTerm({ from, to });
  const seen: readonly (readonly [PictureWarning, number | null | undefined])[] = [
    ['reflection', contents.some((content) => content?.IsReflect === 1) ? 1 : 0],
    ['validity-implausible', isImpossible ? 1 : 0],
    ['cut-edge', WarnInfos?.BorderCheck],
    ['covered', WarnInfos?.OcclusionCheck],
    ['copy', WarnInfos?.CopyCheck],
    ['screen', WarnInfos?.ReshootCheck],
    ['edited', WarnInfos?.PSCheck],
    ['blurred', WarnInfos?.BlurCheck],
    ['electronic-card', WarnInfos?.ElectronCheck],
  ];
  return seen.filter(([, value]) => value === 1).map(([warning]) => warning);
}
