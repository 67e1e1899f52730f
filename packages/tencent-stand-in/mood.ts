import { createHash } from 'node:crypto';
import type { Unkindness } from './api.ts';

type Reply = Readonly<Record<string, unknown>>;

/** One call in six fails, in the middle of others that run. Sources: Cloud API 3.0, common error codes. */
const FAULT_IN = 6;
const FAULTS: readonly Unkindness[] = [
  { name: 'throttled', fault: { code: 'RequestLimitExceeded' } },
  { name: 'broken', fault: { code: 'InternalError' } },
  { name: 'bad-gateway', fault: { status: 502 } },
];
/** Of the other replies of a reading, one in two is spoiled. */
const SPOILED_IN = 2;

/** Which of a list: a draw of 0 to 255. */
const pick = <T>(list: readonly T[], draw: number): T | undefined => list[draw % list.length];

/** Some of a reply's values, in an order that a draw chooses, changed. */
const some = (reply: Reply, names: readonly string[], draw: number, change: (value: unknown) => unknown): Reply => ({
  ...reply,
  ...Object.fromEntries(
    names.flatMap((name, place) => (name in reply && (draw >> (place % 8)) & 1 ? [[name, change(reply[name])]] : [])),
  ),
});

const CARD = ['Name', 'Sex', 'Nation', 'Birth', 'Address', 'IdNum', 'Authority', 'ValidDate'];
const LICENCE = ['RegNum', 'Name', 'Person', 'Address', 'Business', 'Type', 'Period', 'SetDate'];
const WARNS = ['Blur', 'BorderIncomplete', 'Copy', 'Ps', 'Reflection', 'Reprint', 'Screenshot', 'Cover', 'Overlap'];
const CHECKS = ['BorderCheck', 'OcclusionCheck', 'CopyCheck', 'ReshootCheck', 'PSCheck', 'BlurCheck', 'ElectronCheck'];

/** Changes the card of RecognizeValidIDCardOCR, which stands in one of four places. */
const inCard = (reply: Reply, change: (card: Reply) => Reply): Reply =>
  Object.fromEntries(
    Object.entries(reply).map(([name, value]) => [
      name,
      name.endsWith('Info') && value ? change(value as Reply) : value,
    ]),
  );
const inContents = (reply: Reply, draw: number, changes: Reply): Reply =>
  inCard(reply, (card) => some(card, CARD, draw, (content) => ({ ...(content as Reply), ...changes })));

type Spoil = (reply: Reply, draw: number) => Reply;

/** How the replies of each reading are spoiled. Warnings are those that a genuine paper may get, not that it is another one. */
const SPOILS: Readonly<Record<string, Readonly<Record<string, Spoil>>>> = {
  RecognizeValidIDCardOCR: {
    'half-read': (reply, draw) => inContents(reply, draw, { Content: '', Confidence: 0 }),
    'confidence-90': (reply) => inContents(reply, 255, { Confidence: 90 }),
    disagreeing: (reply, draw) => inContents(reply, draw, { IsInComplete: 1, IsKeyReflect: 1 }),
    warning: (reply, draw) =>
      inCard(reply, (card) => ({
        ...card,
        WarnInfos: { ...(card.WarnInfos as Reply), [pick(CHECKS, draw) ?? '']: 1 },
      })),
  },
  IDCardOCR: {
    'half-read': (reply, draw) => some(reply, CARD, draw, () => ''),
    warning: (reply, draw) => {
      const info = JSON.parse(String(reply.AdvancedInfo ?? '{}')) as Reply;
      return {
        ...reply,
        AdvancedInfo: JSON.stringify({ ...info, WarnInfos: [pick([-9101, -9103, -9105, -9106], draw)] }),
      };
    },
  },
  BizLicenseOCR: {
    'half-read': (reply, draw) => some(reply, LICENCE, draw, () => ''),
    disagreeing: (reply) => ({ ...reply, Electronic: true, RecognizeWarnCode: [-9104] }),
    warning: (reply, draw) => ({ ...reply, RecognizeWarnCode: [pick([-9102, -9104], draw)] }),
  },
  RecognizeGeneralCardWarn: {
    warning: (reply, draw) => ({
      ...reply,
      [pick(WARNS, draw) ?? '']: { IsWarn: true, RiskConfidence: (50 + (draw % 50)) / 100, Polygon: [] },
    }),
  },
  GeneralAccurateOCR: {
    'half-read': (reply, draw) => ({
      ...reply,
      TextDetections: (reply.TextDetections as unknown[]).filter((_, place) => (place + draw) % 4 > 0),
    }),
  },
};

/** Actions without a reading that fail all the same: faces, and FaceID, whose verdict is nobody's mood. */
const FAILING = ['DetectFace', 'CompareFace', 'GetActionSequence', 'LivenessCompare', 'LivenessRecognition'];

/** What becomes of one call, the same for the same seed. @param call its place among the calls of this action, from 0 */
export function unkindnessOf(seed: number, action: string, call: number): Unkindness | undefined {
  const spoils = Object.entries(SPOILS[action] ?? {});
  if (spoils.length === 0 && !FAILING.includes(action)) return undefined;
  const [fails = 0, fault = 0, spoiled = 0, which = 0, draw = 0] = createHash('sha256')
    .update(`${seed} ${action} ${call}`)
    .digest();
  if (fails % FAULT_IN === 0) return pick(FAULTS, fault);
  const [name, spoil] = (spoiled % SPOILED_IN === 0 && pick(spoils, which)) || [];
  return name && spoil ? { name, spoil: (reply) => ('Error' in reply ? reply : spoil(reply, draw)) } : undefined;
}

/** A vendor's mood: asked before each call of an action. */
export function moodOf(seed: number): (action: string) => Unkindness | undefined {
  const calls = new Map<string, number>();
  return (action) => {
    const call = calls.get(action) ?? 0;
    calls.set(action, call + 1);
    return unkindnessOf(seed, action, call);
  };
}
