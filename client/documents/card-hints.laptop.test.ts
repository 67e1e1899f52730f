import sharp, { type Sharp } from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { cardHints, LOOK_ACROSS } from './card-hints.ts';
import { askedCard } from './card-outline.ts';

const FRAME = { width: 1280, height: 720 };
const CUT_OUT = { onDesk: false } as const;
const CARDS = {
  'id-front': await drawIdFront(INDIVIDUAL.idCard, CUT_OUT),
  'id-back': await drawIdBack(INDIVIDUAL.idCard, CUT_OUT),
  'business-licence': await drawLicence(ENTERPRISE.licence, CUT_OUT),
} as const;

/** What is wrong when a drawn card lies under a camera. @param fault what happens to its picture. */
async function troubles(
  kind: DocumentKind & keyof typeof CARDS,
  { scale = 0.97, fault = (picture: Sharp) => picture } = {},
): Promise<readonly string[]> {
  const width = Math.round(askedCard(FRAME, kind).width * scale);
  const card = await fault(sharp(CARDS[kind])).jpeg().toBuffer();
  const fitted = await sharp(card)
    .resize({ width, height: Math.min(FRAME.height, width), fit: 'inside' })
    .toBuffer();
  const view = await sharp({ create: { ...FRAME, channels: 3, background: '#7a5c40' } })
    .composite([{ input: fitted }])
    .jpeg({ quality: 90 })
    .toBuffer();
  const { data, info } = await sharp(view)
    .resize({ width: Math.round((FRAME.width * LOOK_ACROSS) / askedCard(FRAME, kind).width) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { width: info.width, height: info.height, channels: 3 as const, pixels: data };
  return cardHints(picture, askedCard(picture, kind)).flatMap(({ ok, text }) => (ok ? [] : [text]));
}

const KINDS = ['id-front', 'id-back', 'business-licence'] as const;

describe.each(KINDS)('a drawn card under a camera: %s', (kind) => {
  it('is good as it is', async () => {
    expect(await troubles(kind)).toEqual([]);
  });

  it('is blurred when it is out of focus', async () => {
    expect(await troubles(kind, { fault: (picture) => picture.blur(4.5) })).toEqual(['拿稳一点，等画面清楚']);
  });

  it('is dark in little light', async () => {
    expect(await troubles(kind, { fault: (picture) => picture.linear(0.28, 0) })).toContain('光线太暗，开灯或换到亮处');
  });

  it('is too small from afar', async () => {
    expect(await troubles(kind, { scale: 0.62 })).toContain('靠近一点，让证件占满框');
  });
});
