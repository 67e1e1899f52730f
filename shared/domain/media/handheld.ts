import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { FilingContents } from '../filing/filing.ts';
import { creditCodeProblem } from '../identity/credit-code.ts';
import { checkCharacter } from '../identity/identity-number.ts';
import { facesThatCount, type SeenFace } from '../liveness/photo.ts';
import type { JudgedPart } from './picture-parts.ts';
import { placesOf, type SeenLine } from './places.ts';
import { boxOf, hasName, plainText, textOf, usualHeight } from './print.ts';

/** What is printed on each paper that people hold, and a number as it stands there. */
const PRINT = {
  licence: { words: /营业执照|信用代码|法定代表人|经营范围|登记机关|注册资本/, number: /9[0-9A-HJ-NPQRTUWXY]{17}/ },
  card: { words: /公民身份号码|姓名|住址|出生|民族/, number: /\d{17}[\dX]/ },
  back: { words: /签发机关|有效期限|居民身份证/, number: /^$/ },
} as const;

/** How far from its print a paper may still have a portrait, in heights of a character. */
const PAPER_MARGIN = 3;

/**
 * What a hand-held photo must show: one face, besides the one on the paper, and the legible paper of whoever files: the licence
 * of an enterprise, the certificate of a person. Faces are counted, and compared with nobody's.
 */
export function judgeHandheld(
  { eligibility, organizer }: FilingContents,
  lines: readonly SeenLine[],
  faces: readonly SeenFace[],
): readonly JudgedPart[] {
  const number = certificateForm(eligibility.certificateNumber);
  const isOfPaper = (line: SeenLine) =>
    Object.values(PRINT).some(
      (print) => print.words.test(textOf(line)) || print.number.test(plainText(textOf(line))),
    ) ||
    (number !== '' && placesOf(number, [line]).length > 0);
  const print = lines.filter(isOfPaper);
  const paper = boxOf(
    print.flat().map(({ place }) => place),
    PAPER_MARGIN * usualHeight(print),
  );
  return [facePart(faces.filter((face) => !paper || !isWithin(face, paper))), cardPart()];

  function cardPart(): JudgedPart {
    const isLicence = eligibility.organizerKind === 'enterprise';
    const [due, wanted] = isLicence ? (['licence', '营业执照'] as const) : (['card', '本人的证件'] as const);
    const text = lines.map((line) => plainText(textOf(line)));
    const has = (kind: keyof typeof PRINT) => text.some((line) => PRINT[kind].words.test(line));
    const numbered = lines.find((line) => PRINT[due].number.test(plainText(textOf(line))));
    const [read = ''] = PRINT[due].number.exec(plainText(textOf(numbered ?? []))) ?? [];
    const problem = (what: string, place = paper): JudgedPart => ({ part: 'card', problem: what, place });
    if (number === '' ? numbered : placesOf(number, lines).length > 0) return { part: 'card' };
    // A misread digit beside the right name.
    if (!numbered && organizer && has(due) && hasName(organizer.name, text.join(''))) return { part: 'card' };
    // A number whose check character fails was misread.
    const isRead = isLicence ? !creditCodeProblem(read) : checkCharacter(read) === read.charAt(17);
    if (numbered && isRead) {
      const place = boxOf(numbered.map((sign) => sign.place));
      return { ...problem(`证件上的号码不是这份备案的，请手持${wanted}再拍一张。`, place), isOther: true };
    }
    if (numbered || has(due)) return problem('证件上的字看不清。把证件举近一点，号码别被手挡住，再拍一张。');
    if (has('back')) return { ...problem('拍到的是证件的国徽面，请把有照片的一面朝向镜头，再拍一张。'), isOther: true };
    return problem(`没有拍到${wanted}。请举在胸前，文字朝向镜头，再拍一张。`);
  }
}

function facePart(faces: readonly SeenFace[]): JudgedPart {
  const [face, second] = facesThatCount(faces);
  if (!face) return { part: 'face', problem: '没有看到人脸。请本人手持证件，脸和证件都在画面里，再拍一张。' };
  if (!second) return { part: 'face' };
  return { part: 'face', problem: '画面里不止一个人，请只拍本人，再拍一张。', place: placeOf(second) };
}

const placeOf = ({ box: { x, y, width, height } }: SeenFace): Place => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

const isWithin = ({ box: { x, y, width, height } }: SeenFace, [[left, top], , [right, bottom]]: Place): boolean => {
  const [across, down] = [x + width / 2, y + height / 2];
  return across > left && across < right && down > top && down < bottom;
};
