import {
  brightness,
  type CameraFault,
  copied,
  copiedUnderLamp,
  cutOff,
  focusBlur,
  fromScreen,
  mirrored,
  motionBlur,
  reflection,
  screenshotOf,
  shrunkTo,
  turnedByExif,
} from './cards/camera-faults.ts';
import { idBack, idFront } from './cards/id-card.ts';
import { type Division, inventCard, inventLicence } from './cards/invented.ts';
import { businessLicence } from './cards/licence.ts';
import { bankCard, cat, contract } from './cards/other-pictures.ts';
import { blackened, mosaicked, type Region, together, withThumb } from './cards/overlays.ts';
import { type Scene, takePicture } from './cards/scene.ts';
import type { Drawing } from './cards/svg.ts';
import type { BusinessLicence, IdCard } from './people.ts';
import { Random } from './random.ts';

/** What a picture is uploaded as. */
export type UploadedAs = 'id-front' | 'id-back' | 'business-licence';

/** What a reviewer would say of a picture. */
export type Defect = 'cut' | 'covered' | 'glare' | 'copy' | 'screen';

/** A picture as phones make them, and what is true of it. */
export interface RobustnessPicture {
  /** What was done to it, and how much. */
  readonly fault: string;
  readonly step: string;
  readonly uploadedAs: UploadedAs;
  /** The printed values; without those that nobody can read, which are in `hidden`. */
  readonly values: Readonly<Record<string, string>>;
  readonly hidden: readonly string[];
  readonly defect: Defect | undefined;
  /** Whether it shows another paper, side or number of papers than it should, so that any value is wrong. */
  readonly isWrongPaper: boolean;
  /** @returns JPEG. Must be called only once. */
  draw(): Promise<Buffer>;
}

const KINDS = ['id-front', 'id-back', 'business-licence'] as const satisfies readonly UploadedAs[];

/** One way to take a picture badly. */
interface Fault {
  readonly fault: string;
  readonly step: string;
  readonly scene?: Partial<Scene>;
  readonly onPaper?: (paper: Drawing, as: UploadedAs, random: Random) => Drawing | Promise<Drawing>;
  readonly onPicture?: CameraFault;
  readonly hides?: readonly Part[];
  readonly defect?: Defect;
  readonly only?: readonly UploadedAs[];
}

/** Parts of a paper that a thumb, a lamp or a bar is put over. */
type Part = 'name' | 'number' | 'rest';

/** Where the values are printed, in units of the drawing (`cards/id-card.ts`, `cards/licence.ts`). */
const REGIONS: Readonly<Record<UploadedAs, Readonly<Record<Part, Region>>>> = {
  'id-front': {
    name: { x: 188, y: 62, width: 260, height: 60 },
    number: { x: 322, y: 532, width: 560, height: 60 },
    rest: { x: 188, y: 312, width: 430, height: 160 },
  },
  'id-back': {
    name: { x: 410, y: 462, width: 420, height: 52 },
    number: { x: 410, y: 538, width: 420, height: 52 },
    rest: { x: 60, y: 60, width: 180, height: 180 },
  },
  'business-licence': {
    name: { x: 276, y: 374, width: 500, height: 62 },
    number: { x: 106, y: 222, width: 340, height: 40 },
    rest: { x: 276, y: 440, width: 500, height: 110 },
  },
};

/** The values in each part. */
const VALUES: Readonly<Record<UploadedAs, Readonly<Record<Part, readonly string[]>>>> = {
  'id-front': { name: ['name'], number: ['idNumber'], rest: ['address'] },
  'id-back': { name: ['authority'], number: ['validFrom', 'validTo'], rest: [] },
  'business-licence': {
    name: ['name'],
    number: ['creditCode'],
    rest: ['legalRepresentative', 'type'],
  },
};

/** All values of a licence, for a mosaic over each of them. */
const ALL_VALUES: readonly Region[] = [
  { x: 106, y: 222, width: 340, height: 40 },
  { x: 276, y: 374, width: 500, height: 260 },
  { x: 948, y: 374, width: 390, height: 240 },
];

const steps = (
  fault: string,
  unit: string,
  of: readonly number[],
  make: (step: number) => Omit<Fault, 'fault' | 'step'>,
): Fault[] => of.map((step) => ({ fault, step: `${step}${unit}`, ...make(step) }));

const overPart = (
  fault: string,
  parts: readonly Part[],
  defect: Defect,
  onPaper: (paper: Drawing, region: Region, random: Random) => Drawing | Promise<Drawing>,
  hides = true,
): Fault[] =>
  parts.map((part) => ({
    fault,
    step: part,
    defect,
    onPaper: (paper, as, random) => onPaper(paper, REGIONS[as][part], random),
    ...(hides && { hides: [part] }),
  }));

const PARTS: readonly Part[] = ['name', 'number', 'rest'];
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const WATERMARK = '仅供网站备案使用';

/** The paper's share of the picture's width while it reflects a lamp, and its height and width. */
const GLARE_COVER = 0.9;
const SIZES = {
  'id-front': { width: 1000, height: 631 },
  'id-back': { width: 1000, height: 631 },
  'business-licence': { width: 1400, height: 960 },
} as const satisfies Record<UploadedAs, unknown>;

/** The middle of a part in a picture of 4:3 that the paper's width fills. */
function placeOf(as: UploadedAs, part: Part) {
  const { x, y, width, height } = REGIONS[as][part];
  const size = SIZES[as];
  return {
    x: 0.5 + GLARE_COVER * ((x + width / 2) / size.width - 0.5),
    y: 0.5 + ((GLARE_COVER * 4) / 3) * ((y + height / 2 - size.height / 2) / size.width),
  };
}

/** How much of the picture's height and width a paper in the middle takes, at most. */
const CUT_COVER = 0.98;

/** A share of the paper's own side is missing. */
function cutPaper(as: UploadedAs, side: (typeof SIDES)[number], share: number): CameraFault {
  const { width, height } = SIZES[as];
  const taken = side === 'left' || side === 'right' ? CUT_COVER : (CUT_COVER * 4 * height) / (3 * width);
  return cutOff(side, (1 - taken) / 2 + share * taken);
}

const CUT: readonly Fault[] = SIDES.flatMap((side) =>
  [8, 20].flatMap((percent) =>
    KINDS.map((as) => ({
      fault: `cut ${side}`,
      step: `${percent} %`,
      only: [as],
      defect: 'cut' as const,
      scene: { cover: CUT_COVER, tilt: 0, perspective: 0 },
      onPicture: cutPaper(as, side, percent / 100),
    })),
  ),
);

const GLARE: readonly Fault[] = (
  [
    ['name', 0.08],
    ['number', 0.08],
    ['rest', 0.16],
  ] as const
).flatMap(([part, radius]) =>
  KINDS.map((as) => ({
    fault: 'glare',
    step: `on ${part}`,
    only: [as],
    defect: 'glare' as const,
    scene: { cover: GLARE_COVER, tilt: 0, perspective: 0 },
    onPicture: reflection(placeOf(as, part), radius),
  })),
);

/** Every fault in its steps, from slight to hopeless. */
const FAULTS: readonly Fault[] = [
  { fault: 'none', step: '' },
  ...steps('motion blur', ' px', [4, 8, 14], (pixels) => ({ onPicture: motionBlur(pixels) })),
  ...steps('focus blur', ' px', [1.5, 2.5, 4], (pixels) => ({ onPicture: focusBlur(pixels) })),
  {
    fault: 'thumb',
    step: 'corner',
    defect: 'covered',
    onPaper: (paper, _, random) =>
      withThumb(paper, { x: 0, y: 0.82 * paper.height, width: 0.1 * paper.width, height: 20 }, random),
  },
  ...overPart('thumb', PARTS, 'covered', withThumb),
  ...GLARE,
  ...steps('brightness', '×', [0.06, 0.12, 0.25, 0.5, 1.4, 2, 2.5], (times) => ({ onPicture: brightness(times) })),
  ...steps('size', ' % of the width', [25, 35, 50, 75, 100], (percent) => ({
    scene: { cover: percent / 100, longSide: 1800 },
  })),
  ...CUT,
  ...steps('tilt', '°', [15, 30, 45], (tilt) => ({ scene: { tilt, cover: 0.62 } })),
  ...steps('perspective', '', [0.06, 0.12], (perspective) => ({ scene: { perspective, cover: 0.78 } })),
  ...steps('EXIF', '', [3, 6, 8], (orientation) => ({ onPicture: turnedByExif(orientation as 3 | 6 | 8) })),
  { fault: 'screenshot', step: '', onPicture: screenshotOf },
  ...steps('screen', ' px', [4, 6, 8], (pixels) => ({ onPicture: fromScreen(pixels), defect: 'screen' })),
  { fault: 'copy', step: 'grey', onPicture: copied, defect: 'copy' },
  { fault: 'copy', step: 'under a warm lamp', onPicture: copiedUnderLamp, defect: 'copy' },
  { fault: 'watermark', step: '', scene: { watermark: WATERMARK } },
  ...overPart('mosaic', PARTS, 'covered', (paper, region) => mosaicked(paper, [region], 20)),
  {
    fault: 'mosaic',
    step: 'every value',
    only: ['business-licence'],
    defect: 'covered',
    hides: PARTS,
    onPaper: (paper) => mosaicked(paper, ALL_VALUES, 18),
  },
  ...overPart('black bar', PARTS, 'covered', (paper, region) => blackened(paper, [region])),
  { fault: 'mirrored', step: '', onPicture: mirrored },
  ...steps('shrunk', ' px', [500, 600, 700, 900], (pixels) => ({ onPicture: shrunkTo(pixels) })),
];

/** A paper, and the values printed on it. */
interface Paper {
  readonly drawing: Drawing;
  readonly values: Readonly<Record<string, string>>;
}

const front = (card: IdCard): Paper => ({
  drawing: idFront(card, undefined),
  values: {
    name: card.name,
    sex: card.sex,
    nation: card.ethnicity,
    birthDate: card.birthday,
    address: card.address,
    idNumber: card.idNumber,
  },
});
const back = (card: IdCard): Paper => ({
  drawing: idBack(card),
  values: { authority: card.issuer, validFrom: card.validFrom, validTo: card.validTo },
});
const licence = (one: BusinessLicence): Paper => ({
  drawing: businessLicence(one),
  values: {
    creditCode: one.creditCode,
    name: one.name,
    type: one.type,
    legalRepresentative: one.legalRepresentative,
    establishedOn: one.foundedOn,
    address: one.address,
  },
});

const PAPERS: Readonly<Record<UploadedAs, (random: Random, divisions: readonly Division[]) => Paper>> = {
  'id-front': (random, divisions) => front(inventCard(random, divisions)),
  'id-back': (random, divisions) => back(inventCard(random, divisions)),
  'business-licence': (random, divisions) => licence(inventLicence(random, divisions)),
};

/** A careful picture, before anything is done to it. */
function plainScene(as: UploadedAs, random: Random): Scene {
  return {
    longSide: as === 'business-licence' ? 1900 : 1400,
    turn: 0,
    tilt: random.between(-2, 2),
    perspective: 0.01,
    cover: random.between(0.86, 0.93),
    blur: 0.4,
    shade: 0.15,
    hasGlare: false,
    isGrey: false,
    isScreen: false,
    watermark: undefined,
    noise: 1,
    quality: 82,
  };
}

/** Pictures that show something else than they should: what they are uploaded as, and what they show. */
const WRONG: readonly (readonly [
  step: string,
  as: UploadedAs,
  show: (random: Random, divisions: readonly Division[]) => Drawing,
])[] = [
  ['back for front', 'id-front', (...given) => PAPERS['id-back'](...given).drawing],
  ['front for back', 'id-back', (...given) => PAPERS['id-front'](...given).drawing],
  ['licence for front', 'id-front', (...given) => PAPERS['business-licence'](...given).drawing],
  ['front for licence', 'business-licence', (...given) => PAPERS['id-front'](...given).drawing],
  ['bank card for front', 'id-front', () => bankCard()],
  ['contract for licence', 'business-licence', () => contract()],
  ['cat for back', 'id-back', () => cat()],
  [
    'two licences',
    'business-licence',
    (...given) => together(PAPERS['business-licence'](...given).drawing, PAPERS['business-licence'](...given).drawing),
  ],
  [
    'two fronts',
    'id-front',
    (...given) => together(PAPERS['id-front'](...given).drawing, PAPERS['id-front'](...given).drawing),
  ],
  [
    'licence and card',
    'business-licence',
    (...given) => together(PAPERS['business-licence'](...given).drawing, PAPERS['id-front'](...given).drawing),
  ],
  [
    'card and licence',
    'id-front',
    (...given) => together(PAPERS['id-front'](...given).drawing, PAPERS['business-licence'](...given).drawing),
  ],
];

/**
 * One picture of each certificate with each fault, and pictures of something else; the same for the same seed.
 *
 * @param divisions for their addresses: provinces, cities and districts.
 */
export function planRobustness(seed: number, divisions: readonly Division[]): RobustnessPicture[] {
  let drawn = 0;
  // A separate state for each picture: another fault doesn't change the others.
  const nextRandom = () => new Random(seed * 10_007 + ++drawn);
  const faulty = FAULTS.flatMap((fault) =>
    (fault.only ?? KINDS).map((as: UploadedAs) => plan(fault, as, PAPERS[as], nextRandom(), divisions)),
  );
  const printed = PRINTS.map(({ step, as, paper }) =>
    plan({ fault: 'print', step }, as, paper, nextRandom(), divisions),
  );
  const both = (['id-front', 'id-back'] as const).map((as) => bothSides(as, nextRandom(), divisions));
  const wrong = WRONG.map(([step, as, show]): RobustnessPicture => {
    const random = nextRandom();
    const paper = show(random, divisions);
    return {
      fault: 'wrong paper',
      step,
      uploadedAs: as,
      values: {},
      hidden: [],
      defect: undefined,
      isWrongPaper: true,
      draw: () => takePicture(paper, { ...plainScene(as, random), longSide: 1900 }, random),
    };
  });
  return [...faulty, ...printed, ...both, ...wrong];
}

function plan(
  { fault, step, scene, onPaper, onPicture, hides = [], defect }: Fault,
  as: UploadedAs,
  invent: (random: Random, divisions: readonly Division[]) => Paper,
  random: Random,
  divisions: readonly Division[],
): RobustnessPicture {
  const paper = invent(random, divisions);
  const hidden = hides.flatMap((part) => VALUES[as][part]);
  return {
    fault,
    step,
    uploadedAs: as,
    values: paper.values,
    hidden,
    defect,
    isWrongPaper: false,
    draw: async () => {
      const drawn = onPaper ? await onPaper(paper.drawing, as, random) : paper.drawing;
      const jpeg = await takePicture(drawn, { ...plainScene(as, random), ...scene }, random);
      return onPicture ? onPicture(jpeg) : jpeg;
    },
  };
}

/** Both sides of one card in one picture. */
function bothSides(as: 'id-front' | 'id-back', random: Random, divisions: readonly Division[]): RobustnessPicture {
  const card = inventCard(random, divisions);
  return {
    fault: 'both sides',
    step: as,
    uploadedAs: as,
    values: as === 'id-front' ? front(card).values : back(card).values,
    hidden: [],
    defect: undefined,
    isWrongPaper: false,
    draw: () =>
      takePicture(
        together(front(card).drawing, back(card).drawing),
        { ...plainScene(as, random), longSide: 1900 },
        random,
      ),
  };
}

/** Print that is rare, and must be read right like any other. */
const PRINTS: readonly {
  readonly step: string;
  readonly as: UploadedAs;
  readonly paper: (random: Random, divisions: readonly Division[]) => Paper;
}[] = [
  ...(
    [
      ['name with a dot', { name: '古丽娜尔·吐尔逊', ethnicity: '维吾尔' }],
      ['name of two lines', { name: '阿卜杜热合曼·买买提吐尔逊江', ethnicity: '维吾尔' }],
      ['name of rare characters', { name: '赟垚焱' }],
      ['name of two characters', { name: '丁一' }],
      ['house number of five digits', { address: '浙江省义乌市北苑街道春晗路10268号12栋3单元502室' }],
      [
        'address of three lines',
        { address: '新疆维吾尔自治区伊犁哈萨克自治州霍尔果斯市亚欧西路样例花园小区三期12栋2单元1803室' },
      ],
    ] as const
  ).map(([step, change]) => ({
    step,
    as: 'id-front' as const,
    paper: (random: Random, divisions: readonly Division[]) => front({ ...inventCard(random, divisions), ...change }),
  })),
  ...(
    [
      ['company of two lines', { name: '内蒙古自治区鄂尔多斯市云帆星辰样例新能源汽车充电设施运营管理有限责任公司' }],
      ['head with a dot', { legalRepresentative: '古丽娜尔·吐尔逊' }],
      [
        'address of three lines',
        { address: '新疆维吾尔自治区伊犁哈萨克自治州霍尔果斯市亚欧西路10268号样例国际大厦B座18层1803-1806室' },
      ],
    ] as const
  ).map(([step, change]) => ({
    step,
    as: 'business-licence' as const,
    paper: (random: Random, divisions: readonly Division[]) =>
      licence({ ...inventLicence(random, divisions), type: '有限责任公司（自然人独资）', ...change }),
  })),
];
