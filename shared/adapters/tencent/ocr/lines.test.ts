import { describe, expect, it } from 'vitest';
import { lineAnswer, linesIn } from './lines.ts';

const corner = (X: number, Y: number) => ({ X, Y });
const SQUARE = { WordCoordinate: [corner(10, 20), corner(30, 20), corner(30, 44), corner(10, 44)] };
const PLACE = [
  [10, 20],
  [30, 20],
  [30, 44],
  [10, 44],
];
const seen = (...TextDetections: object[]) => linesIn(lineAnswer.parse({ TextDetections }));

describe('the lines of a picture', () => {
  it('are characters with their places, clockwise from the upper left', () => {
    const [first, second] = [{ Words: [{ Character: '周' }, { Character: '建' }] }, { Words: [{ Character: '男' }] }];

    expect(seen({ ...first, WordCoordPoint: [SQUARE, SQUARE] }, { ...second, WordCoordPoint: [SQUARE] })).toEqual([
      [
        { text: '周', place: PLACE },
        { text: '建', place: PLACE },
      ],
      [{ text: '男', place: PLACE }],
    ]);
  });

  it('may reach out of the picture, and their numbers may be texts', () => {
    const out = { WordCoordinate: [corner(-3, 20), { X: '30', Y: '-1' }, corner(30, 44), corner(0, 44)] };

    expect(seen({ Words: [{ Character: '周' }], WordCoordPoint: [out] })).toEqual([
      [
        {
          text: '周',
          place: [
            [0, 20],
            [30, 0],
            [30, 44],
            [0, 44],
          ],
        },
      ],
    ]);
  });

  it.each([
    ['more characters than places', { Words: [{ Character: '周' }, { Character: '建' }], WordCoordPoint: [SQUARE] }],
    ['places without characters', { Words: null, WordCoordPoint: [SQUARE] }],
    ['characters without places', { Words: [{ Character: '周' }] }],
    ['neither', {}],
  ])('have nothing to rely on with %s', (_, detection) => {
    expect(seen(detection)).toEqual([[]]);
  });

  it.each([
    ['three corners', { WordCoordinate: SQUARE.WordCoordinate.slice(1) }],
    ['no corners', { WordCoordinate: null }],
    ['nothing', {}],
  ])('leave out a character whose place has %s', (_, point) => {
    expect(seen({ Words: [{ Character: '周' }, { Character: '建' }], WordCoordPoint: [point, SQUARE] })).toEqual([
      [{ text: '建', place: PLACE }],
    ]);
  });

  it('keep the place of a character that was not read', () => {
    expect(seen({ Words: [{ Character: null }], WordCoordPoint: [SQUARE] })).toEqual([[{ text: '', place: PLACE }]]);
  });

  it('are none in a reply without them', () => {
    expect(linesIn(lineAnswer.parse({ TextDetections: null }))).toEqual([]);
    expect(linesIn(lineAnswer.parse({}))).toEqual([]);
  });
});
