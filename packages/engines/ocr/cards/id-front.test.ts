import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import type { TextLine } from '../picture/page.ts';
import { idFrontFields } from './id-front.ts';
import { findIdNumber } from './id-number.ts';

const HOLDER = { today: '2026-11-25' };
const NUMBER = drawnLine({ text: '公民身份号码440305198806159974', left: 90, y: 790, pitch: 44 });

const BIRTH = drawnLine({ text: '出生1988年6月15日', left: 95, y: 360 });

/** Lines of a card as they are usually found: labels and values together or apart. */
const card = (...others: TextLine[]) => [
  drawnLine({ text: '性别男民族汉', left: 95, y: 250, pitch: 60 }),
  drawnLine({ text: '出生1988年6月15日', left: 95, y: 360 }),
  drawnLine({ text: '住址广东省深圳市南山区科苑南', left: 95, y: 480 }),
  drawnLine({ text: '路168号样例花园3栋2单元1502', left: 275, y: 548 }),
  drawnLine({ text: '房', left: 275, y: 616 }),
  drawnLine({ text: '样张', left: 1010, y: 660 }),
  NUMBER,
  ...others,
];

const textsOf = (lines: readonly TextLine[]) =>
  Object.fromEntries(
    Object.entries(idFrontFields(lines, findIdNumber(lines, HOLDER))).map(([name, field]) => [name, field?.text]),
  );

describe('idFrontFields', () => {
  it('reads every value, and joins the rows of the address', () => {
    const fields = textsOf(card(drawnLine({ text: '姓名周建明', left: 95, y: 140 })));

    expect(fields).toEqual({
      name: '周建明',
      sex: '男',
      nation: '汉',
      birthDate: '1988-06-15',
      address: '广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房',
      idNumber: '440305198806159974',
    });
  });

  it.each([
    [
      'apart from its label',
      [drawnLine({ text: '姓名', left: 95, y: 140 }), drawnLine({ text: '周建明', left: 275, y: 142 })],
    ],
    [
      'under a label of which half was read',
      [drawnLine({ text: '名', left: 165, y: 140 }), drawnLine({ text: '周建明', left: 275, y: 142 })],
    ],
    ['without a label', [drawnLine({ text: '周建明', left: 275, y: 142 })]],
  ])('finds a name %s', (_, lines) => {
    const fields = textsOf(card(...lines));

    expect(fields).toMatchObject({ name: '周建明' });
  });

  it('keeps the dot of a name, and drops print on the portrait', () => {
    const name = drawnLine({ text: '姓名古丽娜尔·吐尔逊', left: 95, y: 140 });
    const onPortrait = drawnLine({ text: '样张', left: 1000, y: 140 });

    const fields = textsOf(card(name, onPortrait));

    expect(fields).toMatchObject({ name: '古丽娜尔·吐尔逊' });
  });

  it('removes a misread label of the address', () => {
    const lines = [
      drawnLine({ text: '住上云南省昆明市盘龙区', left: 95, y: 480 }),
      drawnLine({ text: '性别女民族白族', left: 95, y: 250, pitch: 60 }),
      NUMBER,
    ];

    const fields = textsOf(lines);

    expect(fields).toMatchObject({ address: '云南省昆明市盘龙区', nation: '白' });
  });

  it('drops what is left of the label, whatever was read, in the column of the labels', () => {
    const fields = textsOf([drawnLine({ text: '件圳云南省昆明市盘龙区', left: 60, y: 480 }), NUMBER, BIRTH]);

    expect(fields).toMatchObject({ address: '云南省昆明市盘龙区' });
  });

  it.each([
    [
      'in the middle of a row',
      [
        ['云南省昆明', 275],
        ['路168号', 600],
      ],
    ],
    [
      'at the end of a row',
      [
        ['云南省昆明', 275, 548],
        ['市盘龙区北京路北段路168号', 275, 616],
      ],
    ],
    ['at its end', [['云南省昆明市盘龙', 275]]],
  ] as const)('doubts an address that has a hole %s', (_, pieces) => {
    const lines = pieces.map(([text, left, y = 548]) => drawnLine({ text, left, y }));

    const fields = idFrontFields([BIRTH, ...lines, NUMBER], findIdNumber([NUMBER], HOLDER));

    expect(fields.address?.confidence).toBe(0.5);
  });

  it('reads an address whose second row begins with 族, and no nation in it', () => {
    const rows = [
      drawnLine({ text: '性别男民族汉', left: 95, y: 250, pitch: 60 }),
      BIRTH,
      drawnLine({ text: '住址新疆维吾尔自治区昌吉回', left: 95, y: 480 }),
      drawnLine({ text: '族自治州阜康市望江西街568号', left: 275, y: 548 }),
      NUMBER,
    ];

    const fields = textsOf(rows);

    expect(fields).toMatchObject({ nation: '汉', address: '新疆维吾尔自治区昌吉回族自治州阜康市望江西街568号' });
  });

  it('leaves out what was read of a label in one line with the name', () => {
    const line = drawnLine({ text: '才林光晶', left: 60, y: 140, pitch: 75 });

    const fields = textsOf(card(line));

    expect(fields).toMatchObject({ name: '林光晶' });
  });

  it('joins the two rows of a long name', () => {
    const rows = [
      drawnLine({ text: '姓名', left: 95, y: 140 }),
      drawnLine({ text: '阿卜杜热合曼·买买提', left: 275, y: 120 }),
      drawnLine({ text: '吐尔逊江', left: 275, y: 165 }),
    ];

    const fields = textsOf(card(...rows));

    expect(fields).toMatchObject({ name: '阿卜杜热合曼·买买提吐尔逊江' });
  });

  it('leaves a label out of a name, whatever was read of it', () => {
    const fields = textsOf(
      card(drawnLine({ text: '生名', left: 50, y: 140 }), drawnLine({ text: '周飞怡', left: 275, y: 140 })),
    );

    expect(fields).toMatchObject({ name: '周飞怡' });
  });

  it('doubts a name that has lost its first character beside the label', () => {
    const lines = [
      drawnLine({ text: '姓名', left: 95, y: 140 }),
      drawnLine({ text: '建明', left: 310, y: 140 }),
      drawnLine({ text: '性别', left: 95, y: 250 }),
      drawnLine({ text: '男', left: 275, y: 250 }),
      drawnLine({ text: '广东省深圳市南山区科苑南路168号', left: 275, y: 480 }),
      NUMBER,
    ];

    const fields = idFrontFields(lines, findIdNumber(lines, HOLDER));

    expect(fields.name).toEqual({ text: '建明', confidence: 0.5 });
  });

  it('doubts a name of one character', () => {
    const name = drawnLine({ text: '周', left: 275, y: 142 });

    const fields = idFrontFields(
      card(drawnLine({ text: '姓名', left: 95, y: 140 }), name),
      findIdNumber([NUMBER], HOLDER),
    );

    expect(fields.name).toEqual({ text: '周', confidence: 0.5 });
  });

  it('gives a value the confidence of its own characters', () => {
    const name = drawnLine({ text: '周建明', left: 275, y: 142, confidence: 0.7 });
    const label = drawnLine({ text: '姓名', left: 95, y: 140, confidence: 0.99 });

    const fields = idFrontFields(card(name, label), findIdNumber([NUMBER], HOLDER));

    expect(fields.name?.confidence).toBeCloseTo(0.7, 5);
  });

  it('derives sex and birth date from the number, and leaves out missing values', () => {
    const fields = textsOf([NUMBER]);

    expect(fields).toEqual({ idNumber: '440305198806159974', sex: '男', birthDate: '1988-06-15' });
  });

  it('doubts a birth date that the number contradicts', () => {
    const birth = drawnLine({ text: '出生1988年6月16日', left: 95, y: 370 });

    const fields = idFrontFields([birth, NUMBER], findIdNumber([NUMBER], HOLDER));

    expect(fields.birthDate).toEqual({ text: '1988-06-16', confidence: 0.5 });
  });

  it('doubts a number that fails its check', () => {
    const number = drawnLine({ text: '公民身份号码440305198806159971', left: 90, y: 790 });

    const fields = idFrontFields([number], findIdNumber([number], HOLDER));

    expect(fields.idNumber).toEqual({ text: '440305198806159971', confidence: 0.5 });
  });
});

describe('findIdNumber', () => {
  it('joins a number that was found as two lines of one row', () => {
    const lines = [
      drawnLine({ text: '公民身份号码', left: 90, y: 790 }),
      drawnLine({ text: '440305198', left: 480, y: 791, pitch: 44 }),
      drawnLine({ text: '806159974', left: 480 + 9 * 44, y: 789, pitch: 44 }),
    ];

    const number = findIdNumber(lines, HOLDER);

    expect(number?.code).toMatchObject({ text: '440305198806159974', isValid: true });
  });

  it('prefers a number that passes its check to one below it that does not', () => {
    const other = drawnLine({ text: '440305198806159971', left: 90, y: 900 });

    const number = findIdNumber([other, NUMBER], HOLDER);

    expect(number?.code.text).toBe('440305198806159974');
  });

  it('finds none above the labels: a card has its number below them', () => {
    const above = drawnLine({ text: '440305198806159974', left: 90, y: 60 });

    const number = findIdNumber([above, drawnLine({ text: '姓名周建明', left: 95, y: 140 })], HOLDER);

    expect(number).toBeUndefined();
  });

  it('finds none where there is none', () => {
    const number = findIdNumber([drawnLine({ text: '姓名周建明', left: 95, y: 140 })], HOLDER);

    expect(number).toBeUndefined();
  });
});
