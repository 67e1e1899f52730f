import type { Specimen } from 'specimens/people.ts';
import { type PhotoOptions, photograph } from '../../../packages/specimens/cards/photo.ts';
import { type Forgotten, handwriting } from '../../../packages/specimens/cards/signed-letter.ts';
import { drawing, stamp, text } from '../../../packages/specimens/cards/svg.ts';

// Points, as in functions/materials/commitment-letter.ts.
const PAGE = { width: 595, height: 842, corner: 0 } as const;
const LEFT = 60;
const SIZE = 10.5;

const PROMISES = [
  '1. 本次备案所填写的信息和提交的材料均真实、准确、完整、有效，没有伪造、冒用或者隐瞒。',
  '2. 网站的名称、内容和用途与备案信息一致；备案信息发生变化的，自变化之日起三十日内办理变更，',
  '3. 遵守《互联网信息服务管理办法》等规定，不制作、复制、发布、传播法律法规禁止的内容。',
  '4. 依法需要前置审批、专项审批或者经营许可的服务，在取得批准之前不予提供。',
  '5. 落实网络安全和个人信息保护责任，发现违法信息立即停止传输、保存记录并向主管部门报告。',
  '违反以上承诺的，本主办者自愿承担由此产生的一切责任，并接受主管部门依法作出的处理。',
];

/** A photo of the letter that the product itself prints, filled in by hand: its table, blanks with rules, box and hint. */
export function drawFilledForm(
  specimen: Specimen,
  { forgotten, ...options }: PhotoOptions & { readonly forgotten?: Forgotten } = {},
): Promise<Buffer> {
  const isCompany = specimen.organizerKind === 'enterprise';
  const { organizer, website, domain, idCard } = specimen;
  const facts = [
    ['主办者名称', organizer.name],
    ['证件类型', isCompany ? '营业执照' : '居民身份证'],
    ['证件号码', isCompany ? specimen.licence.creditCode : idCard.idNumber],
    ['网站名称', website.name],
    ['网站域名', domain],
    ['网站负责人', idCard.name],
  ];
  const rule = (x: number, y: number, to: number) => `<path d="M${x},${y} H${to}" stroke="#000" stroke-width="0.7"/>`;
  const finger = (x: number, width: number, style: string) =>
    `<ellipse cx="${x}" cy="555" rx="${width}" ry="${1.5 * width}" ${style}/>`;
  const body = { size: SIZE };
  const sheet = drawing(PAGE, [
    `<rect width="${PAGE.width}" height="${PAGE.height}" fill="#fdfdfb"/>`,
    text(PAGE.width / 2, 82, '网站备案承诺书', { size: 22, anchor: 'middle', spacing: 2 }),
    text(LEFT, 125, '致：广东省通信管理局', body),
    ...facts.map(
      ([label = '', value = ''], row) =>
        text(LEFT + 8, 160 + row * 24, label, { ...body, fill: '#555' }) + text(LEFT + 92, 160 + row * 24, value, body),
    ),
    text(LEFT, 320, '本主办者知悉网站备案的有关规定，郑重承诺如下：', body),
    ...PROMISES.map((promise, row) => text(LEFT, 342 + row * 22, promise, body)),
    text(LEFT, 530, isCompany ? '法定代表人（签字）' : '主办者本人（签字）', body),
    text(LEFT, 578, '日期（手写）', body),
    text(LEFT + 150, 578, '年　　　　月　　　　日', body),
    rule(LEFT + 108, 534, LEFT + 272) + rule(LEFT + 108, 582, LEFT + 272),
    `<rect x="${LEFT + 312}" y="500" width="163" height="104" fill="none" stroke="#888" stroke-dasharray="3 3"/>`,
    text(LEFT + 393, 515, isCompany ? '单位公章' : '按手印', { ...body, fill: '#777', anchor: 'middle' }),
    forgotten === 'signature' ? '' : handwriting(LEFT + 130, 529, idCard.name, 20),
    forgotten === 'date'
      ? ''
      : ['2026', '11', '30'].map((part, place) => handwriting(LEFT + 112 + place * 55, 577, part, 14)).join(''),
    forgotten === 'mark'
      ? ''
      : isCompany
        ? stamp(LEFT + 393, 552, 58, organizer.name)
        : finger(LEFT + 393, 18, 'fill="none" stroke="#c9302c" stroke-width="5" stroke-dasharray="9 2"') +
          finger(LEFT + 393, 9, 'fill="#c9302c" opacity="0.7"'),
    text(LEFT, 790, '请打印后用黑色签字笔逐字书写签名和日期，不要连笔，不要涂改；完成后拍摄整页并上传。', {
      size: 9,
      fill: '#555',
    }),
  ]);
  return photograph(sheet, 2.4, options);
}
