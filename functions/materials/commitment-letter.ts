import PDFDocument from 'pdfkit';
import { CERTIFICATE_LABELS, type CertificateType, type OrganizerKind } from '../../shared/domain/filing/filing.ts';

/** The values that a commitment letter is filled with. */
export interface CommitmentLetterContent {
  readonly organizerKind: OrganizerKind;
  readonly organizerName: string;
  readonly certificateType: CertificateType;
  readonly certificateNumber: string;
  /** All of the filing, which has one letter; none in a blank one. */
  readonly websites: readonly { readonly name: string; readonly domain: string; readonly siteOwnerName: string }[];
  /** Name of the province, e.g. 广东省. */
  readonly provinceName: string;
  /** Whether a person adds a fingerprint, as 广东 requires (PV-GD-06); not for an enterprise, which adds its seal. */
  readonly fingerprint: boolean;
}

/** Options of the document. */
export interface CommitmentLetterOptions {
  /** Path of a TrueType font with Chinese characters; only the glyphs in use are embedded. */
  readonly font: string;
  /** Stored in the document's properties; the same content and time give the same bytes. */
  readonly createdAt: Date;
}

const PROMISES = [
  '本次备案所填写的信息和提交的材料均真实、准确、完整、有效，没有伪造、冒用或者隐瞒。',
  '网站的名称、内容和用途与备案信息一致；备案信息发生变化的，自变化之日起三十日内办理变更，不再使用时及时注销。',
  '遵守《互联网信息服务管理办法》《非经营性互联网信息服务备案管理办法》等规定，不制作、复制、发布、传播法律法规禁止的内容。',
  '依法需要前置审批、专项审批或者经营许可的服务，在取得批准之前不予提供。',
  '落实网络安全和个人信息保护责任，发现违法信息立即停止传输、保存记录并向主管部门报告。',
  '网站开通后在首页底部标明备案号，并链接至工业和信息化部备案管理系统供公众查询。',
  '配合接入服务商和通信管理部门的核验、检查与管理，联系电话和电子邮箱保持畅通，按要求及时整改。',
  '不出租、出借、转让备案号，不将已备案的域名交由他人用于未备案的网站。',
];

// Points. The page is A4, 595 × 842.
const MARGIN = 60;
const BODY_SIZE = 10.5;
/** Of so many websites that it fits on the page. */
const SMALL_SIZE = 9;
const MOST_AT_BODY_SIZE = 3;
const LINE_GAP = 4;
const LABEL_WIDTH = 92;
const HINT_TOP = 776;

/**
 * Draws the pre-filled 《网站备案承诺书》: one A4 page with the facts of the filing, the promises, and space for the handwritten
 * signature and date, and for the seal of an enterprise or the fingerprint of a person.
 *
 * @returns PDF
 * @throws when the font can't be read.
 */
export async function drawCommitmentLetter(
  content: CommitmentLetterContent,
  { font, createdAt }: CommitmentLetterOptions,
): Promise<Uint8Array> {
  const page = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, right: MARGIN, bottom: 40, left: MARGIN },
    font,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: '网站备案承诺书', CreationDate: createdAt },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', resolve);
    page.on('error', reject);
  });
  drawHeading(page, content);
  drawFacts(page, content);
  drawPromises(page);
  drawSignature(page, content);
  page.end();
  await finished;
  return Buffer.concat(chunks);
}

type Page = InstanceType<typeof PDFDocument>;

function drawHeading(page: Page, { provinceName, websites }: CommitmentLetterContent): void {
  page.fontSize(22).text('网站备案承诺书', { align: 'center', characterSpacing: 2 });
  page.moveDown(0.9);
  page.fontSize(websites.length > MOST_AT_BODY_SIZE ? SMALL_SIZE : BODY_SIZE).text(`致：${provinceName}通信管理局`);
  page.moveDown(0.6);
}

function drawFacts(page: Page, content: CommitmentLetterContent): void {
  const facts = [
    ['主办者名称', content.organizerName],
    ['证件类型', CERTIFICATE_LABELS[content.certificateType]],
    ['证件号码', content.certificateNumber],
    ...websiteFacts(content),
  ] as const;
  const padding = content.websites.length > 1 ? 2 : 4;
  const right = page.page.width - MARGIN;
  const rule = () => page.moveTo(MARGIN, page.y).lineTo(right, page.y).lineWidth(0.5).stroke('#999');
  rule();
  for (const [label, value] of facts) {
    const top = page.y + padding;
    page.fillColor('#555').text(label, MARGIN + 8, top);
    page.fillColor('#000').text(value, MARGIN + LABEL_WIDTH, top, { width: right - MARGIN - LABEL_WIDTH });
    page.y += padding;
    rule();
  }
  page.x = MARGIN;
  page.moveDown(0.8);
}

/** Of several each has a line; brackets, since a domain that touches letters or digits reads as another one. */
function websiteFacts({ websites }: CommitmentLetterContent): readonly (readonly [string, string])[] {
  const [{ name, domain, siteOwnerName } = { name: '', domain: '', siteOwnerName: '' }] = websites;
  return websites.length > 1
    ? websites.map((site) => ['网站域名', `${site.domain}（${site.name}，网站负责人：${site.siteOwnerName}）`])
    : [
        ['网站名称', name],
        ['网站域名', domain],
        ['网站负责人', siteOwnerName],
      ];
}

function drawPromises(page: Page): void {
  page.text('本主办者知悉网站备案的有关规定，郑重承诺如下：', { lineGap: LINE_GAP });
  page.moveDown(0.3);
  PROMISES.forEach((promise, index) => {
    const top = page.y;
    page.text(`${index + 1}.`, MARGIN, top);
    page.text(promise, MARGIN + 20, top, { lineGap: LINE_GAP, paragraphGap: 3 });
  });
  page.x = MARGIN;
  page.text('违反以上承诺的，本主办者自愿承担由此产生的一切责任，并接受主管部门依法作出的处理。', {
    lineGap: LINE_GAP,
  });
}

/** Lines for signature and date, a box for seal or fingerprint, and a hint about what reviewers reject most. */
function drawSignature(page: Page, { organizerKind, fingerprint }: CommitmentLetterContent): void {
  const signatureTop = page.y + 40;
  const dateTop = signatureTop + 48;
  page.text(organizerKind === 'enterprise' ? '法定代表人（签字）' : '主办者本人（签字）', MARGIN, signatureTop);
  page.text('日期（手写）', MARGIN, dateTop);
  page.text('年　　　　月　　　　日', MARGIN + 150, dateTop);
  for (const y of [signatureTop + 16, dateTop + 16]) page.moveTo(MARGIN + 108, y).lineTo(MARGIN + 272, y);
  page.lineWidth(0.7).stroke('#000');
  const proof = organizerKind === 'enterprise' ? '单位公章' : fingerprint ? '按手印' : undefined;
  if (proof) {
    const box = { x: MARGIN + 312, y: signatureTop - 20, width: 163, height: 104 };
    page.rect(box.x, box.y, box.width, box.height).lineWidth(0.7).dash(3, { space: 3 }).stroke('#888').undash();
    page.fillColor('#777').text(proof, box.x, box.y + 6, { width: box.width, align: 'center' });
  }
  const hint = '请打印后用黑色签字笔逐字书写签名和日期，不要连笔，不要涂改；完成后拍摄整页并上传。';
  page.fillColor('#555').fontSize(9).text(hint, MARGIN, HINT_TOP);
}
