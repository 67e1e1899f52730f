import { idBack, idFront, permitBack, permitFront, temporaryBack, temporaryFront } from './cards/id-card.ts';
import { type Division, inventCard, inventLicence, inventPermit } from './cards/invented.ts';
import { businessLicence, type LicenceForm } from './cards/licence.ts';
import { bankCard, blankSheet, cat, contract, landscape, screenshot } from './cards/other-pictures.ts';
import { type Scene, takePicture } from './cards/scene.ts';
import type { Drawing } from './cards/svg.ts';
import type { BusinessLicence, IdCard } from './people.ts';
import { Random } from './random.ts';

/** A picture that can be drawn, and its contents: a line of `truth.jsonl`. */
export interface CorpusPicture {
  readonly truth: {
    readonly file: string;
    readonly kind: string;
    readonly level: Level;
    /** The defect for which a reviewer would return it. */
    readonly spoilt?: Spoilt;
    readonly params: { readonly turn: number };
    readonly fields: Readonly<Record<string, string>>;
  };
  /** @returns JPEG. Must be called only once. */
  draw(): Promise<Buffer>;
}

/** How hard a picture is to read: as from a scanner, taken with care, taken in a hurry, hardly legible. */
export type Level = 'clean' | 'light' | 'medium' | 'hard';
export type Spoilt = 'blur' | 'cut' | 'glare' | 'copy' | 'screen' | 'watermark';

/** A paper, and its printed values by the names of `truth.jsonl`. */
interface Specimen {
  readonly paper: Drawing;
  readonly fields: Readonly<Record<string, string>>;
}

type Draw = (random: Random, divisions: readonly Division[]) => Specimen;

const dotted = (day: string) => (day === 'long-term' ? '长期' : day.replaceAll('-', '.'));

const frontFields = ({ name, sex, birthday, address, idNumber }: IdCard) => ({
  name,
  sex,
  birth: birthday,
  address,
  idNumber,
});
const backFields = ({ issuer, validFrom, validTo }: IdCard) => ({
  authority: issuer,
  validFrom: dotted(validFrom),
  validTo: dotted(validTo),
});
const licenceFields = (licence: BusinessLicence) => ({
  companyName: licence.name,
  uscc: licence.creditCode,
  address: licence.address,
  legalPerson: licence.legalRepresentative,
  type: licence.type,
  established: licence.foundedOn,
});

function front(random: Random, divisions: readonly Division[]): Specimen {
  const card = inventCard(random, divisions);
  return { paper: idFront(card, undefined), fields: { ...frontFields(card), nation: card.ethnicity } };
}

function licence(form: LicenceForm): Draw {
  return (random, divisions) => {
    const invented = inventLicence(random, divisions);
    return { paper: businessLicence(invented, form), fields: licenceFields(invented) };
  };
}

const nothing = (draw: () => Drawing) => (): Specimen => ({ paper: draw(), fields: {} });

/** The drawing of each kind of `truth.jsonl`. */
const SPECIMENS: Readonly<Record<string, Draw>> = {
  id_front: front,
  id_back: (random, divisions) => {
    const card = inventCard(random, divisions);
    return { paper: idBack(card), fields: backFields(card) };
  },
  temporary_front: (random, divisions) => {
    const card = inventCard(random, divisions);
    return { paper: temporaryFront(card, undefined), fields: { ...frontFields(card), nation: card.ethnicity } };
  },
  temporary_back: nothing(temporaryBack),
  permit_front: (random, divisions) => {
    const card = inventPermit(random, divisions);
    return { paper: permitFront(card, undefined), fields: frontFields(card) };
  },
  permit_back: (random, divisions) => {
    const card = inventPermit(random, divisions);
    return { paper: permitBack(card), fields: backFields(card) };
  },
  biz_land: licence('landscape'),
  biz_port: licence('portrait'),
  biz_electronic: licence('electronic'),
  landscape: nothing(landscape),
  screenshot: nothing(screenshot),
  blank: nothing(blankSheet),
  cat: nothing(cat),
  bank_card: nothing(bankCard),
  contract: nothing(contract),
};

/** Kinds in the order of drawing, and their number in a hundred pictures. */
const SHARES: readonly (readonly [kind: string, perHundred: number])[] = [
  ['id_front', 26],
  ['id_back', 13],
  ['temporary_front', 4],
  ['temporary_back', 2],
  ['permit_front', 5],
  ['permit_back', 3],
  ['biz_land', 16],
  ['biz_port', 12],
  ['biz_electronic', 7],
  ['landscape', 2],
  ['screenshot', 2],
  ['blank', 2],
  ['cat', 2],
  ['bank_card', 2],
  ['contract', 2],
];
const SPOILT: readonly Spoilt[] = ['blur', 'cut', 'glare', 'copy', 'screen', 'watermark'];

const LEVELS: readonly Level[] = ['clean', 'light', 'medium'];
const TURNS = [0, 90, 180, 270] as const;

/**
 * Invented certificates and other pictures, the same for the same seed and count. Every kind of certificate occurs in
 * several levels and rotations; one certificate in four has one defect.
 *
 * @param count approximate number; each kind occurs at least once.
 * @param divisions for their addresses: provinces, cities and districts.
 */
export function planCorpus(seed: number, count: number, divisions: readonly Division[]): CorpusPicture[] {
  const pictures: CorpusPicture[] = [];
  let spoilt = 0;
  for (const [kind, perHundred] of SHARES) {
    for (let index = 0; index < Math.max(1, Math.round((perHundred * count) / 100)); index++) {
      const isSpoilt = CERTIFICATES.test(kind) && index % 4 === 3;
      const how = isSpoilt ? SPOILT[spoilt % SPOILT.length] : undefined;
      if (isSpoilt) spoilt += 1;
      // A separate state for each: more pictures of one kind don't change the others.
      const random = new Random(seed * 10_007 + pictures.length + 1);
      const specimen = SPECIMENS[kind]?.(random, divisions);
      if (!specimen) throw new RangeError(`unknown kind ${kind}`);
      pictures.push(planOne(kind, index, how, specimen, random));
    }
  }
  return pictures;
}

const CERTIFICATES = /^(id|biz|permit|temporary_front)/;

/** The certificates that a filing needs, and their number in a hundred pictures. */
const NEEDED: readonly (readonly [kind: string, perHundred: number])[] = [
  ['id_front', 40],
  ['id_back', 20],
  ['biz_land', 16],
  ['biz_port', 14],
  ['biz_electronic', 10],
];

/**
 * Invented certificates that a filing needs, without defects, the same for the same seed and count. One in five is
 * hard to read.
 */
export function planCertificates(seed: number, count: number, divisions: readonly Division[]): CorpusPicture[] {
  const levels: readonly Level[] = ['clean', 'light', 'medium', 'light', 'hard'];
  return NEEDED.flatMap(([kind, perHundred], place) =>
    Array.from({ length: Math.round((perHundred * count) / 100) }, (_, index) => {
      const random = new Random(seed * 10_007 + 1_000 * place + index + 1);
      const specimen = SPECIMENS[kind]?.(random, divisions);
      if (!specimen) throw new RangeError(`unknown kind ${kind}`);
      return planOne(kind, index, undefined, specimen, random, levels[index % levels.length]);
    }),
  );
}

function planOne(
  kind: string,
  index: number,
  spoilt: Spoilt | undefined,
  { paper, fields }: Specimen,
  random: Random,
  level = LEVELS[index % LEVELS.length] as Level,
): CorpusPicture {
  // An electronic licence is a file, which is never rotated.
  const isTurned = CERTIFICATES.test(kind) && kind !== 'biz_electronic';
  const turn = isTurned ? (TURNS[(index >> 1) % TURNS.length] as Scene['turn']) : 0;
  const scene = { ...sceneOf(kind, level, random), ...(spoilt && SPOILING[spoilt]), turn };
  const file = `${kind}-${String(index + 1).padStart(2, '0')}-${level}${spoilt ? `-${spoilt}` : ''}.jpg`;
  return {
    truth: { file, kind, level, ...(spoilt && { spoilt }), params: { turn }, fields },
    draw: () => takePicture(paper, scene, random),
  };
}

const SPOILING: Readonly<Record<Spoilt, Partial<Scene>>> = {
  blur: { blur: 5 },
  cut: { cover: 1.2 },
  glare: { hasGlare: true },
  copy: { isGrey: true },
  // The dots take most of the file.
  screen: { isScreen: true, longSide: 1000, quality: 40 },
  watermark: { watermark: '仅供网站备案使用' },
};

/** Small print needs more pixels; quality is low for files of about 50 kB. */
function sceneOf(kind: string, level: Level, random: Random): Omit<Scene, 'turn'> {
  const isLarge = kind.startsWith('biz');
  const sign = random.chance(0.5) ? 1 : -1;
  const plain = {
    longSide: isLarge ? 1500 : 1000,
    hasGlare: false,
    isGrey: false,
    isScreen: false,
    watermark: undefined,
    quality: isLarge ? 42 : 62,
  };
  switch (level) {
    case 'clean':
      return { ...plain, tilt: 0, perspective: 0, cover: 0.96, blur: 0, shade: 0, noise: 0 };
    case 'light':
      return {
        ...plain,
        tilt: sign * random.between(0, 3),
        perspective: 0.015,
        cover: random.between(0.85, 0.95),
        blur: 0.4,
        shade: 0.18,
        noise: 1,
      };
    case 'medium':
      return {
        ...plain,
        tilt: sign * random.between(3, 8),
        perspective: 0.03,
        cover: random.between(0.78, 0.86),
        blur: 0.7,
        shade: 0.32,
        noise: 1.5,
      };
    case 'hard':
      return {
        ...plain,
        tilt: sign * random.between(8, 15),
        perspective: 0.05,
        cover: random.between(0.68, 0.78),
        blur: 1.1,
        shade: 0.45,
        noise: 4,
      };
  }
}
