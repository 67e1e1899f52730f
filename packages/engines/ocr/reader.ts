import { backFrame, boxOf, emblemIn, type Frame, frontFrame, portraitIn, widened } from './cards/card-frame.ts';
import { type Holder, readIdNumber } from './cards/codes.ts';
import { idBackFields } from './cards/id-back.ts';
import { holderOf, idFrontFields, idFrontText } from './cards/id-front.ts';
import { findIdNumber, type NumberLine } from './cards/id-number.ts';
import { hasBothSides, isResidencePermit, isTemporary, kindOf, papersIn, sidesIn } from './cards/kind.ts';
import { voted } from './cards/second-reading.ts';
import { isSure, isWhole, type LicenceText, readLicence, surerOf } from './licence/licence-reader.ts';
import { printedLines } from './licence/printed-lines.ts';
import { rowBelow } from './licence/row-below.ts';
import { cut } from './picture/crop.ts';
import { inkOf } from './picture/ink.ts';
import { type Page, readPage } from './picture/page.ts';
import { decodePhoto, encodeJpeg, type Photo } from './picture/picture.ts';
import { pictureFacts } from './picture/picture-facts.ts';
import type { CertificateKind, IdBackReading, IdFrontReading, LicenceReading, Reading } from './reading.ts';
import type { DetectionSides } from './text/detection.ts';
import type { OcrModels } from './text/models.ts';
import { rereadLine, withLinesReread } from './text/reread.ts';

/**
 * Reads a certificate.
 *
 * @param expected saves a second reading when it is right; the reading always has the actual kind.
 * @param today `YYYY-MM-DD`: nobody is born later.
 * @throws UnusablePicture
 */
export async function readCertificate(
  models: OcrModels,
  file: Uint8Array,
  expected: CertificateKind | undefined,
  today: string,
): Promise<Reading> {
  const photo = await decodePhoto(file);
  const inked = () => readPage(models, inkOf(photo.picture), SMALL_PRINT);
  const plain = () => readPage(models, photo.picture, SMALL_PRINT);
  if (expected === 'business-licence') {
    const page = await inked();
    if (kindOf(page.lines) === expected) return licence(models, photo, page, plain);
  }
  const page = await readPage(models, photo.picture, LARGE_PRINT);
  switch (kindOf(page.lines, expected)) {
    case 'id-front':
      return idFront(models, photo, page, today);
    case 'id-back':
      return idBack(models, photo, page);
    case 'business-licence':
      return licence(models, photo, await inked(), plain);
    case undefined:
      return { kind: 'unknown', lines: printedLines(photo, page.lines), picture: pictureFacts(photo, page) };
  }
}

/** Cards have large print, found in half of the time; it is read at the picture's full size in any case. */
const [SMALL_PRINT, LARGE_PRINT] = [[1280], [832, 960]] as const satisfies readonly DetectionSides[];

async function idFront(models: OcrModels, photo: Photo, page: Page, today: string): Promise<IdFrontReading> {
  const holder = holderOf(page.lines, today);
  const found = findIdNumber(page.lines, holder);
  const isFirm = found?.code.isValid && !found.code.isRepaired;
  const number = isFirm ? found : ((await rereadNumber(models, page, found, holder)) ?? found);
  const frame = frontFrame(page.lines, number?.line);
  const text = idFrontText(page.lines, number, models.divisions);
  const name = await voted(models, page, text.name);
  const address = [...text.address, ...(await rowBelow(models, page, text.address, page.lines))];
  return {
    kind: 'id-front',
    lines: printedLines(photo, page.lines),
    fields: idFrontFields(page.lines, number, { name, address }),
    codeValid: number?.code.isValid ?? false,
    portrait: frame && (await portrait(photo, page, frame)),
    cards: sidesIn(page.lines, /公民身份|身份号码/),
    hasOtherSide: hasBothSides(page.lines),
    papers: papersIn(page.lines),
    isTemporary: isTemporary(page.lines, 'id-front'),
    // Numbers of people from Hong Kong, Macao and Taiwan begin with 81, 82 and 83.
    isResidencePermit: /^8[123]0000/.test(number?.code.text ?? ''),
    picture: pictureFacts(photo, page, {
      frame,
      pictured: frame && { is: 'portrait', frame: widened(portraitIn(frame), PICTURE_MARGIN) },
      valuesMissing: address.length === 0 && page.lines.some(({ text }) => /^住址$/.test(text)) ? 1 : 0,
    }),
  };
}

/** Other crops of the line that looks most like a number; one of them must be valid without repair. */
async function rereadNumber(
  models: OcrModels,
  page: Page,
  found: NumberLine | undefined,
  holder: Holder,
): Promise<NumberLine | undefined> {
  const digits = (text: string) => text.match(/\d/g)?.length ?? 0;
  const line =
    found?.line ??
    page.lines.filter(({ text }) => digits(text) >= 8).sort((a, b) => digits(b.text) - digits(a.text))[0];
  if (!line) return undefined;
  for (const again of await rereadLine(models, page, line)) {
    const code = readIdNumber(again, holder);
    if (code?.isValid && !code.isRepaired) return { line, code };
  }
  return undefined;
}

/** A frame that was estimated from print is off by as much, as a share of its size. */
const PICTURE_MARGIN = 0.12;

function portrait(photo: Photo, page: Page, frame: Frame): Promise<Buffer> {
  const box = boxOf(page, portraitIn(frame));
  return encodeJpeg(cut(photo.picture, box, Math.round(box.width), Math.round(box.height)));
}

function idBack(models: OcrModels, photo: Photo, page: Page): IdBackReading {
  const frame = backFrame(page.lines);
  return {
    kind: 'id-back',
    lines: printedLines(photo, page.lines),
    fields: idBackFields(page.lines, models.divisions),
    cards: sidesIn(page.lines, /签发机关/),
    hasOtherSide: hasBothSides(page.lines),
    papers: papersIn(page.lines),
    isTemporary: isTemporary(page.lines, 'id-back'),
    isResidencePermit: isResidencePermit(page.lines),
    picture: pictureFacts(photo, page, {
      frame,
      pictured: frame && { is: 'emblem', frame: widened(emblemIn(frame), PICTURE_MARGIN) },
    }),
  };
}

/** The ink of the picture first, and the unchanged picture if that leaves doubts. */
async function licence(
  models: OcrModels,
  photo: Photo,
  inked: Page,
  readPlain: () => Promise<Page>,
): Promise<LicenceReading> {
  const first = await readLicence(models, inked);
  const text = isSure(first) ? first : await secondLook(models, { ...inked, picture: photo.picture }, first, readPlain);
  return {
    kind: 'business-licence',
    lines: printedLines(photo, inked.lines),
    fields: text.fields,
    codeValid: text.code?.isValid ?? false,
    isDuplicate: inked.lines.some((line) => /副.{0,2}本/.test(line.text)),
    papers: papersIn(inked.lines),
    picture: pictureFacts(photo, inked, { isLicence: true, valuesMissing: text.missing }),
  };
}

/** Only the doubtful lines, which takes a tenth of the time; the whole page if required fields are still missing. */
async function secondLook(
  models: OcrModels,
  plain: Page,
  first: LicenceText,
  readPlain: () => Promise<Page>,
): Promise<LicenceText> {
  const again = await readLicence(models, await withLinesReread(models, plain, first.doubtful));
  const text = surerOf(first, again);
  return isWhole(text) ? text : surerOf(text, await readLicence(models, await readPlain()));
}
