import { describe, expect, it } from 'vitest';
import { drawnLine } from '../../../../tests/support/pictures/drawn-line.ts';
import type { TextLine } from '../picture/page.ts';
import { layOutLicence, licenceFields } from './licence.ts';

const at = (value: number, y: number, text: string, height = 30) => drawnLine({ text, left: value, y, height });

const textsOf = (lines: readonly TextLine[]) =>
  Object.fromEntries(Object.entries(licenceFields(layOutLicence(lines))).map(([name, field]) => [name, field?.text]));

/** A landscape licence of 2019's form: two columns, with stretched labels, which are found in pieces. */
const LANDSCAPE = [
  at(900, 300, '营业执照', 90),
  at(200, 330, '统一社会信用代码91440300MAYH3K7264'),
  at(200, 600, '名'),
  at(330, 600, '称'),
  at(420, 600, '深圳市云帆样例科技有限公司'),
  at(200, 680, '类'),
  at(330, 680, '型'),
  at(420, 680, '有限责任公司(自然人投资'),
  at(420, 720, '或控股)'),
  drawnLine({ text: '法定代表人', left: 200, y: 780, height: 30, pitch: 32 }),
  at(420, 780, '周建明'),
  drawnLine({ text: '经营范围', left: 200, y: 860, height: 30, pitch: 40 }),
  at(420, 860, '软件开发;信息技术咨询服务;', 26),
  at(420, 896, '技术进出口。', 26),
  drawnLine({ text: '注册资本', left: 1200, y: 600, height: 30, pitch: 40 }),
  at(1430, 600, '伍佰万元整'),
  drawnLine({ text: '成立日期', left: 1200, y: 680, height: 30, pitch: 40 }),
  at(1430, 680, '2019年5月20日'),
  at(1200, 780, '住'),
  at(1330, 780, '所'),
  at(1430, 780, '广东省深圳市南山区科苑南路168'),
  at(1430, 822, '号样例大厦A座1203室'),
  at(1200, 1100, '登记机关深圳市市场监督管理局'),
  at(1430, 1280, '2023年8月16日'),
];

/** A portrait licence of a sole trader: one column. */
const PORTRAIT = [
  at(400, 200, '营业执照', 90),
  at(300, 300, '注册号440301103456789'),
  at(200, 500, '名'),
  at(300, 500, '称'),
  at(400, 500, '南山区山间手记工作室'),
  at(200, 560, '经营者梁晓晴'),
  at(200, 620, '组成形式个人经营'),
  at(200, 680, '经营场所'),
  at(400, 680, '深圳市南山区科苑南路168号'),
  at(200, 740, '注册日期2019年05月20日'),
];

describe('licenceFields', () => {
  it('doubts an address with a sign that no address has', () => {
    const addressed = (text: string) =>
      licenceFields(layOutLicence([at(200, 600, '住所'), at(420, 600, text)])).address;

    expect(addressed('深圳市南山区科苑南路+68号')).toEqual({ text: '深圳市南山区科苑南路68号', confidence: 0.5 });
    expect(addressed('深圳市南山区科苑南路168号')?.confidence).toBeCloseTo(0.99);
  });

  it('restores the lost bracket at the end of a name, and doubts one that is lost elsewhere', () => {
    const named = (name: string) => licenceFields(layOutLicence([at(200, 600, '名称'), at(420, 600, name)])).name;

    expect(named('南京云帆样例商务合伙企业(有限合伙')?.text).toBe('南京云帆样例商务合伙企业（有限合伙）');
    expect(named('南京云帆样例商务合伙企业有限合伙)')?.text).toBe('南京云帆样例商务合伙企业（有限合伙）');
    expect(named('云帆样例南京)科技有限公司')).toEqual({ text: '云帆样例南京）科技有限公司', confidence: 0.5 });
  });

  it.each([
    ['name', '名称', '深圳市云帆样例科', 0.5],
    ['name', '名称', '深圳市云帆样例科技有限公司', 0.99],
    ['type', '类型', '有限责任公司', 0.5],
    ['type', '类型', '有限责任公司分公司', 0.99],
    ['address', '住所', '广东省深圳市南山区科苑南', 0.5],
    ['legalRepresentative', '法定代表人', '周建明软件开发信息', 0.5],
  ] as const)('doubts a %s that can not be whole: %s %s', (key, label, text, confidence) => {
    const fields = licenceFields(layOutLicence([at(200, 600, label), at(420, 600, text)]));

    expect(fields[key]?.confidence).toBeCloseTo(confidence);
  });

  it('ends the legal representative where the line below was found as one with theirs', () => {
    const lines = [at(200, 600, '法定代表人'), at(420, 600, '周建明经营范围软件开发')];

    const fields = licenceFields(layOutLicence(lines));

    expect(fields.legalRepresentative?.text).toBe('周建明');
  });

  it('leaves the end of the label out of the legal representative', () => {
    const headed = [at(200, 780, '法定代表'), at(420, 780, '人蔡松沁')];

    expect(textsOf(headed).legalRepresentative).toBe('蔡松沁');
  });

  it('doubts a legal representative who begins to the right of all other values', () => {
    const others = PORTRAIT.filter(({ text }) => !text.startsWith('经营者'));
    const lines = [...others, at(200, 560, '经营者'), at(430, 560, '晓晴')];

    const fields = licenceFields(layOutLicence(lines));

    expect(fields.legalRepresentative).toEqual({ text: '晓晴', confidence: 0.5 });
  });

  it('doubts a name in whose middle characters are missing', () => {
    const lines = [at(200, 600, '名称'), at(420, 600, '深圳市云帆'), at(720, 600, '有限公司')];

    const fields = licenceFields(layOutLicence(lines));

    expect(fields.name).toEqual({ text: '深圳市云帆有限公司', confidence: 0.5 });
  });

  it('doubts a legal representative of one character', () => {
    const headedBy = (name: string) =>
      licenceFields(layOutLicence([at(200, 600, '法定代表人'), at(420, 600, name)])).legalRepresentative;

    expect(headedBy('英')).toEqual({ text: '英', confidence: 0.5 });
    expect(headedBy('颜英')?.confidence).toBeCloseTo(0.99);
  });

  it('reads both columns of a landscape licence', () => {
    const fields = textsOf(LANDSCAPE);

    expect(fields).toEqual({
      creditCode: '91440300MAYH3K7264',
      name: '深圳市云帆样例科技有限公司',
      type: '有限责任公司（自然人投资或控股）',
      legalRepresentative: '周建明',
      scope: '软件开发；信息技术咨询服务；技术进出口。',
      capital: '伍佰万元整',
      establishedOn: '2019-05-20',
      address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
      authority: '深圳市市场监督管理局',
      issuedOn: '2023-08-16',
    });
  });

  it('reads the one column of a sole trader, and an old registration number', () => {
    const fields = textsOf(PORTRAIT);

    expect(fields).toEqual({
      creditCode: '440301103456789',
      name: '南山区山间手记工作室',
      legalRepresentative: '梁晓晴',
      composingForm: '个人经营',
      address: '深圳市南山区科苑南路168号',
      establishedOn: '2019-05-20',
    });
  });

  it.each([
    ['营业期限2019年05月20日至2039年05月19日', '2019-05-20', '2039-05-19'],
    ['营业期限2019年05月20日至长期', '2019-05-20', 'long-term'],
    ['营业期限长期', undefined, 'long-term'],
  ])('reads the term in %s', (line, validFrom, validTo) => {
    const { validFrom: from, validTo: to } = textsOf([...PORTRAIT, at(200, 800, line)]);

    expect([from, to]).toEqual([validFrom, validTo]);
  });

  it('recognizes a label by its last half where others end', () => {
    const fields = textsOf(LANDSCAPE.filter(({ text }) => !['名', '类', '住'].includes(text)));

    expect(fields).toMatchObject({
      name: '深圳市云帆样例科技有限公司',
      type: '有限责任公司（自然人投资或控股）',
      address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
    });
  });

  it('accepts one wrong character in a long label', () => {
    const lines = LANDSCAPE.map((line) => (line.text === '法定代表人' ? at(200, 780, '法定伐表人') : line));

    const fields = textsOf(lines);

    expect(fields).toMatchObject({ legalRepresentative: '周建明' });
  });

  it('finds name and address without their labels', () => {
    const fields = textsOf(LANDSCAPE.filter(({ text }) => !['名', '称', '住', '所'].includes(text)));

    expect(fields).toMatchObject({
      name: '深圳市云帆样例科技有限公司',
      address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
    });
  });

  it('ends a value at text in the column of the labels, even if it is no label', () => {
    const lines = [...LANDSCAPE, at(1200, 866, '乙'), at(1430, 866, '何骁')];

    const fields = textsOf(lines);

    expect(fields).toMatchObject({ address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室' });
  });

  it('leaves the delegate of a partner out of the name', () => {
    const lines = [at(200, 560, '执行事务合伙人云帆样例投资有限公司(委派代表:周建明)')];

    const fields = textsOf(lines);

    expect(fields).toEqual({ legalRepresentative: '云帆样例投资有限公司' });
  });

  it('finds nothing on another paper', () => {
    const fields = textsOf([at(10, 10, '会议通知'), at(10, 60, '请准时参加')]);

    expect(fields).toEqual({});
  });
});
