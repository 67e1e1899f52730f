import type { DocumentKind } from '../../shared/domain/media/document.ts';

/** A drawn picture, good or bad, named in words. */
export interface Sample {
  readonly name: string;
  readonly isGood: boolean;
  /** As an SVG. */
  readonly svg: string;
}

const drawn = (content: string, box = '0 0 120 160'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${content}</svg>`;
const good = (name: string, content: string, box?: string): Sample => ({
  name,
  isGood: true,
  svg: drawn(content, box),
});
const bad = (name: string, content: string, box?: string): Sample => ({
  name,
  isGood: false,
  svg: drawn(content, box),
});

const CARD =
  '<rect width="120" height="76" fill="#4b443c"/><rect x="8" y="7" width="104" height="62" rx="4" fill="#eef3f4"/>' +
  '<path d="M16 17.500H50M16 28H62M16 38H68M16 60.500H86" stroke="#3b4653" stroke-width="4.5"/>' +
  '<rect x="80" y="14" width="24" height="32" rx="2" fill="#b9c4cc"/>';
const BLUR = '<filter id="b"><feGaussianBlur stdDeviation="1.6"/></filter>';

const LINES = [52, 62, 72, 82, 92].map((y) => `<path d="M14 ${y}H106" stroke="#b9c4cc" stroke-width="3"/>`).join('');
const paper = (title: string): string =>
  `<rect width="120" height="160" fill="#fff"/><text x="60" y="30" font-size="11" text-anchor="middle" fill="#1c2430">${title}</text>` +
  `<path d="M14 42H80" stroke="#3b4653" stroke-width="3"/>${LINES}`;
const LETTER = `${paper('网站备案承诺书')}<g font-size="9" fill="#3b4653"><text x="14" y="116">签名</text><text x="14" y="140">日期</text></g>`;
const NAME = '<path d="M38 116q6-14 9-2t9-4 8 2 9-6" fill="none" stroke="#27306f" stroke-width="2.5"/>';
const DATE = '<text x="37" y="140" font-size="8" fill="#27306f">2026.11.30</text>';
const SEAL =
  '<circle cx="94" cy="128" r="17" fill="none" stroke="#d23a34" stroke-width="3"/><circle cx="94" cy="128" r="4" fill="#d23a34"/>';
const PRINT = '<ellipse cx="66" cy="111" rx="6" ry="8" fill="#d23a34" opacity=".7"/>';

const WALL = '<rect width="120" height="160" fill="#f4f4f2"/>';
const SHELF =
  '<rect width="120" height="160" fill="#b9a58a"/><path d="M0 30H120M0 90H120" stroke="#7d6a4e" stroke-width="6"/>';
const PERSON =
  '<path d="M10 160c2-44 24-52 50-52s48 8 50 52z" fill="#3b4653"/>' +
  '<ellipse cx="60" cy="58" rx="25" ry="32" fill="#e3b894"/><path d="M34 52c0-42 52-42 52 0-12-18-40-18-52 0z" fill="#2d2a28"/>' +
  '<g fill="#2d2a28"><circle cx="51" cy="58" r="2.5"/><circle cx="69" cy="58" r="2.5"/></g>' +
  '<path d="M52 74q8 6 16 0" fill="none" stroke="#8d4a3a" stroke-width="2"/>';
const HELD =
  '<rect x="24" y="108" width="72" height="45" rx="4" fill="#fff" stroke="#b9c4cc"/>' +
  '<path d="M31 118H60M31 127H66M31 145H89" stroke="#3b4653" stroke-width="4"/>' +
  '<rect x="72" y="114" width="17" height="22" fill="#b9c4cc"/>';
const HANDS =
  '<g fill="#e3b894"><rect x="19" y="132" width="11" height="20" rx="5"/><rect x="90" y="132" width="11" height="20" rx="5"/></g>';
const DARK = '<rect width="120" height="160" opacity=".74"/>';

/** Good and bad pictures of what is photographed. */
export const SAMPLES = {
  card: [
    good('合格', CARD, '0 0 120 76'),
    bad('反光', `${CARD}<ellipse cx="52" cy="34" rx="34" ry="18" fill="#fff"/>`, '0 0 120 76'),
    bad('缺角', CARD, '34 16 80 50'),
    bad('模糊', `${BLUR}<g filter="url(#b)">${CARD}</g>`, '0 0 120 76'),
  ],
  letter: [
    good('公司的：签名、公章、日期都有', `${LETTER}${NAME}${DATE}${SEAL}`),
    good('个人的：要手印的省按在签名上', `${LETTER}${NAME}${DATE}${PRINT}`),
    bad('没写日期', `${LETTER}${NAME}${SEAL}`),
    bad('没盖公章', `${LETTER}${NAME}${DATE}`),
    bad('没签名', `${LETTER}${DATE}${SEAL}`),
    bad('不是承诺书', paper('网站真实性核验单')),
  ],
  hand: [
    good('合格', `${WALL}${PERSON}${HELD}${HANDS}`),
    bad(
      '手挡住号码',
      `${WALL}${PERSON}${HELD}${HANDS}<rect x="44" y="138" width="40" height="22" rx="10" fill="#e3b894"/>`,
    ),
    bad('证件太小', `${WALL}${PERSON}<g transform="translate(36 78)scale(.4)">${HELD}${HANDS}</g>`),
    bad('太暗', `${WALL}${PERSON}${HELD}${HANDS}${DARK}`),
  ],
  face: [
    good('合格', WALL + PERSON),
    bad('背后不是白墙', SHELF + PERSON),
    bad('戴帽子', `${WALL}${PERSON}<path d="M30 42c2-40 58-40 60 0z" fill="#27496d"/>`),
    bad(
      '戴墨镜',
      `${WALL}${PERSON}<path d="M38 52H58V66H42zM62 52H82L78 66H62zM56 54H64" stroke="#16181c" stroke-width="3"/>`,
    ),
    bad('太暗', WALL + PERSON + DARK),
  ],
} as const satisfies Readonly<Record<string, readonly Sample[]>>;
export type SampleSet = keyof typeof SAMPLES;

/** A drawn sample of a good letter or hand-held photo; undefined for every other kind. */
export const paperSample = (kind: DocumentKind): Sample | undefined =>
  ({ 'commitment-letter': SAMPLES.letter[0], 'handheld-photo': SAMPLES.hand[0] })[kind as string];
