import type { Day } from '../answers.ts';
import type { EnterpriseSpecimen, Specimen } from '../people.ts';
import { handwriting, MARGIN, SHEET, written } from './signed-letter.ts';
import { drawing, paragraph, stamp, text, wrap } from './svg.ts';

const BODY = 32;
const LINE = 60;
const EMS = 29;

const sheet = (title: string, parts: readonly string[]) =>
  drawing(SHEET, [
    `<rect width="${SHEET.width}" height="${SHEET.height}" fill="#fdfdfb"/>`,
    text(SHEET.width / 2, 230, title, { size: 56, bold: true, anchor: 'middle', spacing: 6 }),
    ...parts,
  ]);

/** 更名函: the register certifies that a company has another name under the same credit code. */
export function renameLetter({ licence }: EnterpriseSpecimen, nowCalled: string, issuedOn: Day) {
  const facts = [
    `统一社会信用代码：${licence.creditCode}`,
    `变更前名称：${licence.name}`,
    `变更后名称：${nowCalled}`,
    `变更日期：${written(issuedOn)}`,
  ];
  const said = wrap(
    '经核准，上述企业名称已变更，统一社会信用代码不变。原名称享有的权利和承担的义务由变更后的企业承继。',
    EMS,
  );
  return sheet('企业名称变更证明', [
    paragraph(MARGIN, 400, LINE, facts, { size: BODY }),
    paragraph(MARGIN, 720, LINE, said, { size: BODY }),
    text(MARGIN, 940, '特此证明。', { size: BODY }),
    text(1090, 1240, licence.authority, { size: BODY, anchor: 'end' }),
    text(1090, 1310, written(issuedOn), { size: BODY, anchor: 'end' }),
    stamp(900, 1240, 150, licence.authority),
  ]);
}

/** 注销声明函: whoever can't use the filed phone any more declares that they want the record cancelled. */
export function cancelDeclaration(specimen: Specimen, organizerNumber: string, signedOn: Day) {
  const { organizer, idCard } = specimen;
  const isEnterprise = specimen.organizerKind === 'enterprise';
  const facts = [
    `主办者名称：${organizer.name}`,
    isEnterprise ? `统一社会信用代码：${specimen.licence.creditCode}` : `公民身份号码：${idCard.idNumber}`,
    `主体备案号：${organizerNumber}`,
    `主体负责人：${idCard.name}`,
  ];
  const said = wrap(
    '因备案登记的手机号已不再使用，无法接收验证码，现声明申请注销上述备案号及其名下全部网站。声明人知悉注销后备案号不能恢复，网站须停止访问，并对本声明的真实性负责。',
    EMS,
  );
  return sheet('备案注销声明函', [
    paragraph(MARGIN, 400, LINE, facts, { size: BODY }),
    paragraph(MARGIN, 720, LINE, said, { size: BODY }),
    text(MARGIN, 1190, isEnterprise ? '法定代表人签字：' : '本人签字：', { size: BODY }),
    handwriting(440, 1196, idCard.name, 56),
    text(MARGIN, 1300, '日期：', { size: BODY }),
    handwriting(300, 1304, written(signedOn), 40),
    ...(isEnterprise
      ? [text(MARGIN, 1410, '单位名称（盖章）：', { size: BODY }), stamp(880, 1370, 150, organizer.name)]
      : []),
  ]);
}
