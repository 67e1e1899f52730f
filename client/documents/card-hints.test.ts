import { describe, expect, it } from 'vitest';
import type { Raster } from '../../shared/domain/liveness/portrait-measures.ts';
import { cardHints, createShutter } from './card-hints.ts';
import { askedCard, cropAround, hasOutline } from './card-outline.ts';

const FRAME = { width: 728, height: 546 };
const OUTLINE = askedCard(FRAME, 'id-front');

interface Scene {
  /** The card, as a share of the outline. */
  readonly scale?: number;
  readonly aside?: number;
  readonly card?: number;
  readonly desk?: number;
  readonly print?: number;
  /** Brightness of print. */
  readonly ink?: number;
  /** Pixels over which print fades into paper. */
  readonly soft?: number;
  /** A lamp's reflection, in shares of the card. */
  readonly lamp?: { readonly x: number; readonly y: number; readonly radius: number };
}

/** A card with rows of print on a desk, seen from above. */
function scene({
  scale = 0.98,
  aside = 0,
  card = 205,
  desk = 110,
  print = 1,
  ink: dark = 50,
  soft = 0,
  lamp,
}: Scene = {}): Raster {
  const pixels = new Uint8ClampedArray(FRAME.width * FRAME.height * 4);
  const width = OUTLINE.width * scale;
  const height = OUTLINE.height * scale;
  const left = (FRAME.width - width) / 2 + aside;
  const top = (FRAME.height - height) / 2;
  const ink = (x: number, y: number) => {
    const isRow = x > 0.15 && x < 0.85 && y > 0.15 && y < 0.85 && Math.floor(y * 24) % 3 === 0;
    if (!isRow) return 0;
    // Strokes of 6 pixels, each edge a ramp of `soft` pixels.
    const phase = (x * width) % 12;
    const from = soft === 0 ? (phase < 6 ? 1 : 0) : Math.min(1, Math.max(0, (6 - Math.abs(phase - 6)) / soft));
    return from;
  };
  for (let y = 0; y < FRAME.height; y += 1) {
    for (let x = 0; x < FRAME.width; x += 1) {
      const [across, down] = [(x - left) / width, (y - top) / height];
      const isCard = across >= 0 && across < 1 && down >= 0 && down < 1;
      let luma = isCard ? card - print * (card - dark) * ink(across, down) : desk;
      if (isCard && lamp && Math.hypot((across - lamp.x) * 1.6, down - lamp.y) < lamp.radius) luma = 255;
      pixels.fill(luma, (y * FRAME.width + x) * 4, (y * FRAME.width + x) * 4 + 3);
    }
  }
  return { ...FRAME, channels: 4, pixels };
}

const troubles = (picture: Raster) => cardHints(picture, OUTLINE).filter(({ ok }) => !ok);

describe('hints for a card', () => {
  it('report no trouble for a card that fills the outline', () => {
    expect(cardHints(scene(), OUTLINE)).toEqual([
      { about: 'edges', ok: true, text: '四角完整' },
      { about: 'light', ok: true, text: '光线合适' },
      { about: 'glare', ok: true, text: '没有反光' },
      { about: 'sharp', ok: true, text: '清晰' },
    ]);
  });

  it.each([
    ['a card that is too far', { scale: 0.7 }, 'edges', '靠近一点，让证件占满框'],
    ['a card that is too near', { scale: 1.3 }, 'edges', '四个角都要在框里，离远一点'],
    ['a card beside the outline', { aside: -60 }, 'edges', '四个角都要在框里，离远一点'],
    ['an empty desk', { card: 110, print: 0 }, 'edges', '把证件放进框里，四角对齐'],
    ['darkness', { card: 60, desk: 30 }, 'light', '光线太暗，开灯或换到亮处'],
    ['ink that is washed out', { card: 250, ink: 150 }, 'light', '光线太强，字看不清，换个地方拍'],
    ['a lamp', { lamp: { x: 0.75, y: 0.25, radius: 0.15 } }, 'glare', '右上角反光，换个角度'],
    ['a lamp in the middle', { lamp: { x: 0.5, y: 0.5, radius: 0.15 } }, 'glare', '中间反光，换个角度'],
    ['blurred print', { soft: 5 }, 'sharp', '拿稳一点，等画面清楚'],
  ] as const)('name %s', (_, changes, about, text) => {
    expect(troubles(scene(changes))).toContainEqual({ about, ok: false, text });
  });
});

describe('the outline', () => {
  it.each([
    ['id-front', { width: 1280, height: 720 }, { width: 1005, height: 634 }],
    ['id-front', { width: 720, height: 1280 }, { width: 634, height: 400 }],
    ['business-licence', { width: 1280, height: 720 }, { width: 896, height: 634 }],
  ] as const)('of %s fits into %j', (kind, size, wanted) => {
    const { width, height } = askedCard(size, kind);

    expect({ width: Math.round(width), height: Math.round(height) }).toEqual(wanted);
  });

  it('of a licence may stand upright', () => {
    const { width, height } = askedCard({ width: 720, height: 1280 }, 'business-licence', true);

    expect([Math.round(width), Math.round(height)]).toEqual([634, 896]);
  });

  it('is there for papers that lie flat', () => {
    expect([hasOutline('id-back'), hasOutline('passport'), hasOutline('handheld-photo')]).toEqual([true, true, false]);
  });

  it('is cropped with a margin, within the picture', () => {
    expect(cropAround({ x: 100, y: 100, width: 400, height: 250 }, { width: 1000, height: 1000 })).toEqual({
      x: 76,
      y: 76,
      width: 448,
      height: 298,
    });
    expect(cropAround({ x: 5, y: 5, width: 90, height: 90 }, { width: 100, height: 100 })).toEqual({
      x: 0,
      y: 0,
      width: 100,
      height: 100,
    });
  });
});

describe('the automatic shutter', () => {
  const GOOD = [{ about: 'sharp', ok: true, text: '' }] as const;
  const BAD = [...GOOD, { about: 'edges', ok: false, text: '' }] as const;

  it('goes off once, when everything is good three times in a row', () => {
    const shutter = createShutter();

    const looks = [GOOD, GOOD, BAD, GOOD, GOOD, GOOD, GOOD, []].map((hints) => shutter.look(hints));

    expect(looks).toEqual([false, false, false, false, false, true, false, false]);
  });

  it('begins anew when it is reset', () => {
    const shutter = createShutter();
    shutter.look(GOOD);
    shutter.look(GOOD);
    shutter.reset();

    expect(shutter.look(GOOD)).toBe(false);
  });
});
