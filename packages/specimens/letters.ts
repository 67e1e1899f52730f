import sharp from 'sharp';
import type { Day } from './answers.ts';
import { handheld } from './cards/handheld.ts';
import { type PhotoOptions, photograph } from './cards/photo.ts';
import { cancelDeclaration, renameLetter } from './cards/register-letters.ts';
import { type Forgotten, signedLetter } from './cards/signed-letter.ts';
import { drawing, rasterize, text } from './cards/svg.ts';
import type { EnterpriseSpecimen, Specimen } from './people.ts';

/**
 * A photo of the commitment letter, signed and dated by hand; with a round stamp (样章) for an enterprise, with a
 * fingerprint for a person.
 *
 * @returns JPEG, A4 upright on a desk
 */
export function drawSignedLetter(
  specimen: Specimen,
  signedOn: Day,
  options: PhotoOptions & { readonly forgotten?: Forgotten } = {},
): Promise<Buffer> {
  return photograph(signedLetter(specimen, signedOn, options.forgotten), 1, options);
}

/**
 * A photo of a 更名函: the register certifies with its stamp (样章) that the company has another name now.
 *
 * @returns JPEG, A4 upright on a desk
 */
export const drawRenameLetter = (specimen: EnterpriseSpecimen, nowCalled: string, issuedOn: Day): Promise<Buffer> =>
  photograph(renameLetter(specimen, nowCalled, issuedOn), 1, {});

/**
 * A photo of a 注销声明函, by which somebody without the filed phone asks staff to cancel a record; signed and dated by hand,
 * with a round stamp (样章) for an enterprise.
 *
 * @param organizerNumber 主体备案号. @returns JPEG, A4 upright on a desk
 */
export const drawCancelDeclaration = (specimen: Specimen, organizerNumber: string, signedOn: Day): Promise<Buffer> =>
  photograph(cancelDeclaration(specimen, organizerNumber, signedOn), 1, {});

/**
 * A hand-held photo: a person in front of a white wall who holds a certificate below their face.
 *
 * @param portraitPng head and shoulders, square, upright; transparent or white around.
 * @param certificate picture of a card or licence, best drawn with `onDesk: false`.
 * @returns JPEG, 1200 × 1600
 */
export async function drawHandheld(portraitPng: Buffer, certificate: Buffer): Promise<Buffer> {
  return sharp(await handheld(portraitPng, certificate), { raw: { width: 1200, height: 1600, channels: 4 } })
    .blur(0.6)
    .jpeg({ quality: 85 })
    .toBuffer();
}

/**
 * A picture uploaded by mistake: hills under the sun with the words 会议通知. No certificate, no face.
 *
 * @returns JPEG, 1400 × 1000
 */
export function drawNotACertificate(): Promise<Buffer> {
  const { width, height, pixels } = rasterize(
    drawing({ width: 1400, height: 1000 }, [
      '<rect width="1400" height="1000" fill="#bfdcec"/><circle cx="1130" cy="210" r="95" fill="#f6d365"/>',
      '<path d="M0,640 Q300,380 640,620 T1400,560 V1000 H0 Z" fill="#86b38a"/>',
      '<path d="M0,800 Q420,600 860,790 T1400,740 V1000 H0 Z" fill="#5c9168"/>',
      text(140, 230, '会议通知', { size: 96, bold: true, spacing: 14 }),
      text(144, 320, '本周五下午三点，二楼会议室', { size: 42 }),
      text(144, 390, '请准时参加', { size: 42 }),
    ]),
  );
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .flatten()
    .jpeg({ quality: 85 })
    .toBuffer();
}
