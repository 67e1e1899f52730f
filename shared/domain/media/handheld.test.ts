import { describe, expect, it } from 'vitest';
import { printLine } from '../../../tests/support/pictures/print-lines.ts';
import { NOTHING_TYPED } from '../filing/filing.ts';
import type { SeenFace } from '../liveness/photo.ts';
import { enterprise, individual } from '../rules/cases.ts';
import { judgeHandheld } from './handheld.ts';
import type { SeenLine } from './places.ts';

const face = (x: number, y: number, width: number): SeenFace => ({
  ...{ box: { x, y, width, height: width }, yaw: 0, pitch: 0, roll: 0 },
});
const HOLDER = face(300, 100, 300);
const ON_CARD = face(620, 640, 140);
const OTHER = face(700, 100, 200);

const NUMBER = individual.contents.eligibility.certificateNumber;
const CODE = enterprise.contents.eligibility.certificateNumber;
const NAME = enterprise.contents.organizer?.name ?? '';
const lines = (...texts: readonly string[]): readonly SeenLine[] =>
  texts.map((text, row) => printLine(text, 200, 600 + 40 * row));
const CARD = lines('姓名样例', '性别女民族汉', '住址广东省', `公民身份号码${NUMBER}`);
const LICENCE = lines('营业执照', `统一社会信用代码${CODE}`, `名称${NAME}`);

const judge = (
  { contents } = individual,
  print: readonly SeenLine[] = CARD,
  faces: readonly SeenFace[] = [HOLDER, ON_CARD],
) => judgeHandheld(contents, print, faces);
const problems = (...input: Parameters<typeof judge>) =>
  judge(...input).flatMap(({ part, problem }) => (problem ? [`${part} ${problem}`] : []));

describe('a hand-held photo', () => {
  it('shows one face besides that of the card, and the card', () => {
    expect(judge()).toEqual([{ part: 'face' }, { part: 'card' }]);
  });

  it.each([
    ['nobody', [], 'face 没有看到人脸。请本人手持证件，脸和证件都在画面里，再拍一张。'],
    ['only the face on the card', [ON_CARD], 'face 没有看到人脸。请本人手持证件，脸和证件都在画面里，再拍一张。'],
    ['two people', [HOLDER, OTHER, ON_CARD], 'face 画面里不止一个人，请只拍本人，再拍一张。'],
  ])('may show %s', (_, faces, said) => {
    expect(problems(individual, CARD, faces)).toEqual([said]);
  });

  it('frames the other person', () => {
    expect(judge(individual, CARD, [HOLDER, OTHER])[0]?.place).toEqual([
      [700, 100],
      [900, 100],
      [900, 300],
      [700, 300],
    ]);
  });

  it.each([
    ['nothing to read', [], '没有拍到本人的证件。请举在胸前，文字朝向镜头，再拍一张。'],
    ['a licence', LICENCE, '没有拍到本人的证件。请举在胸前，文字朝向镜头，再拍一张。'],
    [
      'another card',
      lines('姓名样例', '公民身份号码440305198806159974'),
      '证件上的号码不是这份备案的，请手持本人的证件再拍一张。',
    ],
    [
      'a number that its check character calls misread',
      lines('姓名样例', '公民身份号码440305198806159973'),
      '证件上的字看不清。把证件举近一点，号码别被手挡住，再拍一张。',
    ],
    [
      'a number that nobody can read',
      lines('姓名', '公民身份号码'),
      '证件上的字看不清。把证件举近一点，号码别被手挡住，再拍一张。',
    ],
    [
      'the card’s back',
      lines('中华人民共和国', '签发机关广州市公安局'),
      '拍到的是证件的国徽面，请把有照片的一面朝向镜头，再拍一张。',
    ],
  ])('of a person shows %s', (_, print, said) => {
    expect(problems(individual, print, [HOLDER])).toEqual([`card ${said}`]);
  });

  it.each([
    ['another person’s card', individual, lines('公民身份号码440305198806159974'), true],
    ['another company’s licence', enterprise, lines('营业执照', '92440300MAYH3K7261'), true],
    ['the card’s back', individual, lines('签发机关广州市公安局'), true],
    ['a misread card', individual, lines('公民身份号码440305198806159973'), undefined],
    ['a misread licence', enterprise, lines('营业执照', '92440300MAYH3K7262'), undefined],
    ['no paper', individual, [], undefined],
  ])('may be taken again and again, and shows %s: what is another paper stays one', (_, filed, print, isOther) => {
    expect(judge(filed, print, [HOLDER]).find(({ part }) => part === 'card')?.isOther).toBe(isOther);
  });

  it('of an enterprise shows its licence, whose code may be misread beside the right name', () => {
    expect(problems(enterprise, LICENCE, [HOLDER])).toEqual([]);
    expect(problems(enterprise, lines('营业执照', `名称${NAME}`), [HOLDER])).toEqual([]);
    expect(problems(enterprise, CARD, [HOLDER])).toEqual([
      'card 没有拍到营业执照。请举在胸前，文字朝向镜头，再拍一张。',
    ]);
    expect(problems(enterprise, lines('营业执照'), [HOLDER])).toEqual([
      'card 证件上的字看不清。把证件举近一点，号码别被手挡住，再拍一张。',
    ]);
  });

  it('before a filing may show any card that is legible', () => {
    expect(judgeHandheld(NOTHING_TYPED, CARD, [HOLDER])).toEqual([{ part: 'face' }, { part: 'card' }]);
    expect(judgeHandheld(NOTHING_TYPED, lines('姓名'), [HOLDER]).map(({ problem }) => problem !== undefined)).toEqual([
      false,
      true,
    ]);
  });
});
