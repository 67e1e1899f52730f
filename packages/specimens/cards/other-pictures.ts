import { type Drawing, drawing, text, waves } from './svg.ts';

/** Hills under the sun, without text. */
export const landscape = (): Drawing =>
  drawing({ width: 1200, height: 800 }, [
    '<rect width="1200" height="800" fill="#a9cfe6"/><circle cx="930" cy="170" r="80" fill="#f6d365"/>',
    '<path d="M0,520 L250,250 L430,440 L640,180 L900,470 L1200,330 V800 H0 Z" fill="#7c8fa6"/>',
    '<path d="M0,600 Q300,480 640,590 T1200,560 V800 H0 Z" fill="#6f9c6a"/>',
    '<path d="M0,700 Q420,600 860,690 T1200,660 V800 H0 Z" fill="#4c7a4f"/>',
  ]);

/** A phone's page about filing, with the words that are printed on certificates. */
export function screenshot(): Drawing {
  const rows = ['主办单位名称', '证件类型  营业执照', '证件号码', '证件住址', '负责人姓名', '手机号码', '电子邮箱'];
  return drawing({ width: 750, height: 1334 }, [
    '<rect width="750" height="1334" fill="#f4f5f7"/><rect width="750" height="128" fill="#fff"/>',
    text(40, 36, '9:41', { size: 26, bold: true }),
    text(375, 100, '填写主体信息', { size: 34, bold: true, anchor: 'middle' }),
    ...rows.map(
      (row, index) =>
        `<rect x="0" y="${150 + index * 108}" width="750" height="100" fill="#fff"/>` +
        text(40, 212 + index * 108, row, { size: 30 }) +
        text(700, 212 + index * 108, '请输入', { size: 28, fill: '#b8bcc4', anchor: 'end' }),
    ),
    '<rect x="40" y="1180" width="670" height="92" rx="12" fill="#2468f2"/>',
    text(375, 1238, '下一步', { size: 34, fill: '#fff', anchor: 'middle' }),
  ]);
}

/** A blank sheet of paper. */
export function blankSheet(): Drawing {
  return { width: 1000, height: 700, content: '<rect width="1000" height="700" fill="#f7f5ef"/>' };
}

/** A cat in front of a wall, striped so that its fur has edges. */
export function cat(): Drawing {
  const stripes = Array.from({ length: 9 }, (_, row) => {
    const y = 430 + row * 34;
    return `<path d="M${330 + row * 6},${y} Q500,${y + 30} ${670 - row * 6},${y}" fill="none" stroke="#a4632f" stroke-width="12"/>`;
  });
  const whiskers = [-1, 1].flatMap((side) =>
    [-14, 0, 14].map(
      (drop) =>
        `<path d="M${500 + side * 40},${330 + drop} L${500 + side * 190},${320 + 2 * drop}" stroke="#fff" stroke-width="3"/>`,
    ),
  );
  return drawing({ width: 1000, height: 800 }, [
    '<rect width="1000" height="800" fill="#cfd6dc"/><rect y="690" width="1000" height="110" fill="#8c7660"/>',
    '<path d="M700,700 Q860,640 800,470" fill="none" stroke="#c98545" stroke-width="46" stroke-linecap="round"/>',
    '<ellipse cx="500" cy="560" rx="220" ry="190" fill="#c98545"/>',
    ...stripes,
    '<path d="M360,250 L350,90 L470,180 Z M640,250 L650,90 L530,180 Z" fill="#c98545"/>',
    '<ellipse cx="500" cy="280" rx="160" ry="140" fill="#d6945a"/>',
    '<g fill="#3f5a2a"><ellipse cx="435" cy="260" rx="28" ry="34"/><ellipse cx="565" cy="260" rx="28" ry="34"/></g>',
    '<g fill="#111"><ellipse cx="435" cy="260" rx="8" ry="30"/><ellipse cx="565" cy="260" rx="8" ry="30"/></g>',
    '<path d="M480,320 L520,320 L500,342 Z" fill="#b0566a"/><path d="M500,342 V366" stroke="#6d3a2a" stroke-width="5"/>',
    ...whiskers,
  ]);
}

/** A bank card: of the same size as an ID card, with a long number. */
export const bankCard = (): Drawing =>
  drawing({ width: 1000, height: 631 }, [
    `<rect width="1000" height="631" fill="#274b8f"/>${waves(1000, 631, ['#4d71b8', '#1d3a72'])}`,
    text(60, 110, '样例银行', { size: 52, bold: true, fill: '#fff' }),
    '<rect x="70" y="210" width="120" height="92" rx="12" fill="#d9bd6b"/>',
    text(70, 410, '6200 0000 0000 0000', { size: 64, fill: '#fff', spacing: 4 }),
    text(70, 520, '储蓄卡', { size: 36, fill: '#fff' }),
    text(930, 520, '有效期 12/30', { size: 32, fill: '#fff', anchor: 'end' }),
  ]);

/** A contract that names a company as a licence does. */
export function contract(): Drawing {
  const lines = [
    '网站建设服务合同',
    '甲方：样例科技有限公司',
    '法定代表人：            联系电话：',
    '乙方：样例网络服务部',
    '一、乙方为甲方建设网站一个，内容以附件为准。',
    '二、合同价款人民币伍仟元整，分两次支付。',
    '三、甲方应在签订后十日内提供所需资料。',
    '四、本合同一式两份，双方各执一份。',
    '甲方（盖章）：          乙方（盖章）：',
    '日期：2024年3月1日',
  ];
  return drawing({ width: 1000, height: 1414 }, [
    '<rect width="1000" height="1414" fill="#fdfdfb"/>',
    ...lines.map((line, index) =>
      text(110, 180 + index * 90, line, { size: index === 0 ? 46 : 30, bold: index === 0 }),
    ),
  ]);
}
