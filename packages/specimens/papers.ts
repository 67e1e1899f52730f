import type { Day } from './answers.ts';
import { drawIdBack, drawIdFront, drawLicence } from './cards.ts';
import { drawCancelDeclaration, drawHandheld, drawRenameLetter, drawSignedLetter } from './letters.ts';
import { RENAMED, SAMPLE_NUMBER, type Specimen } from './people.ts';
import { portrait } from './person.ts';

/** Draws one paper. @returns JPEG */
export type DrawPaper = () => Promise<Buffer>;

/** The papers that a filer has at hand, by the kind of document; individuals have no licence and no 更名函. */
export interface PapersOf {
  readonly 'business-licence'?: DrawPaper;
  readonly 'id-front': DrawPaper;
  readonly 'id-back': DrawPaper;
  readonly 'commitment-letter': DrawPaper;
  readonly 'handheld-photo': DrawPaper;
  readonly 'name-change-proof'?: DrawPaper;
  readonly 'ending-declaration': DrawPaper;
}

/** @param signedOn the day on which the letter is signed. */
export function papersOf(specimen: Specimen, signedOn: () => Day): PapersOf {
  const { idCard } = specimen;
  const licence = 'licence' in specimen ? specimen.licence : undefined;
  return {
    ...(licence && { 'business-licence': () => drawLicence(licence, { tilt: 1.5 }) }),
    'id-front': async () => drawIdFront(idCard, { portrait: await portrait(), tilt: 2 }),
    'id-back': () => drawIdBack(idCard, { tilt: -2 }),
    ...('licence' in specimen && { 'name-change-proof': () => drawRenameLetter(specimen, RENAMED, signedOn()) }),
    'commitment-letter': () => drawSignedLetter(specimen, signedOn()),
    'ending-declaration': () => drawCancelDeclaration(specimen, SAMPLE_NUMBER, signedOn()),
    'handheld-photo': async () => {
      const face = await portrait();
      const held = licence
        ? await drawLicence(licence, { onDesk: false })
        : await drawIdFront(idCard, { portrait: face, onDesk: false });
      return drawHandheld(face, held);
    },
  };
}
