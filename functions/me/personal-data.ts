import type { ExportPart } from '../../shared/domain/data/personal-data.ts';
import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';
import type { HandOver } from '../../shared/domain/liveness/hand-over.ts';
import type { Document } from '../../shared/domain/media/document.ts';
import { transferView } from '../../shared/domain/record/transfer-view.ts';
import type { Ports } from './ports.ts';

/** Name of a document's file in the export. */
export const fileName = ({ id, filingId, kind, contentType }: Document): string =>
  `${filingId ?? 'before-filing'}/${kind}-${id}.${kind === 'liveness-video' ? contentType.split('/')[1] : 'jpg'}`;

/** Whether a document has a file in the bucket. */
export const hasFile = ({ state, cleanKey }: Document): boolean => state === 'ready' && cleanKey !== undefined;

/** All stored data of a person; the keys are the labels of the page. docs/data.md says which table is in which part. */
export async function personalData(applicantId: string, ports: Ports) {
  const filings = [];
  for (const { id } of await ports.filings.listOwn(applicantId)) filings.push(await filingData(id, applicantId, ports));
  const parts = {
    账号: {
      编号: applicantId,
      openid: await ports.accounts.openidOf(applicantId),
      手机号: await ports.accounts.phoneOf(applicantId),
      提醒方式: await ports.notificationPreferences.channelsOf(applicantId),
    },
    登录过的设备: await ports.sessions.historyOf(applicantId),
    同意记录: await ports.consents.historyOf(applicantId),
    备案: filings,
    备案信息: { 主体和网站: await recordsData(applicantId, ports), 转移: await transfersData(applicantId, ports) },
    发起备案前的证件: [
      ...(await ports.documents.beforeFiling(applicantId)).map(paperData),
      ...(await ports.documentHandOvers.ofAccount(applicantId)).map((handOver) => ({
        交给手机拍: handOverData(handOver),
      })),
    ],
    备案授权码: await ports.authorizationCodes.ofOwner(applicantId),
    云账号: {
      ...(await ports.cloudAccounts.cloudAccountOf(applicantId)),
      建站主机: await ports.siteHosts.ofAccount(applicantId),
    },
    推送地址: await ports.webhookEndpoints.ofAccount(applicantId),
    查看记录: await ports.auditTrail.entriesOf(applicantId),
  } satisfies Record<ExportPart, unknown>;
  return { 导出时间: ports.clock.now(), ...parts };
}

async function recordsData(applicantId: string, { records }: Ports) {
  const all = await records.listOwn(applicantId);
  return Promise.all(
    all.map(async ({ id, number, version, contents, outside, care }) => ({
      编号: id,
      主体备案号: number,
      版本: version,
      内容: contents,
      网站检查: { 设置: care, 最近一次: outside?.websites },
      每一版: await records.versionsOf(id),
    })),
  );
}

async function transfersData(applicantId: string, { clock, recordTransfers }: Ports) {
  const all = await recordTransfers.ofAccount(applicantId);
  return all.map(({ transfer, record }) => transferView(transfer, record, applicantId, clock.now()));
}

const paperData = (paper: Document) => ({
  kind: paper.kind,
  subject: paper.subject,
  state: paper.state,
  fields: paper.fields,
  findings: paper.findings,
  createdAt: paper.createdAt,
  文件: hasFile(paper) ? fileName(paper) : undefined,
});

const handOverData = ({ createdAt, openedAt, consent, declinedAt, cancelledAt }: HandOver) => ({
  createdAt,
  openedAt,
  consent,
  declinedAt,
  cancelledAt,
});

async function filingData(filingId: string, applicantId: string, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const papers = await ports.documents.ofFiling(filingId);
  const checks = await ports.livenessChecks.ofFiling(filingId);
  const handOvers = await ports.handOvers.ofFiling(filingId, applicantId);
  const rounds = await ports.filingRounds.ofFiling(filingId);
  return {
    编号: filingId,
    状态: stateLabelOf(filing),
    内容: filing.contents,
    正在填写: await ports.formDrafts.ofFiling(filingId),
    备案号: filing.numbers,
    待修改: filing.flagged,
    每次提交: rounds.map(({ round, submittedAt, termsTextVersion, data }) => ({
      round,
      submittedAt,
      termsTextVersion,
      data,
    })),
    审核结果: await ports.reviews.verdictsOf(filingId),
    材料: papers.map(paperData),
    联系方式确认: await ports.contacts.historyOf(filingId),
    核身: checks.map(({ person, state, reasons, similarity, createdAt }) => ({
      person,
      state,
      reasons,
      similarity,
      createdAt,
    })),
    交给负责人手机的核身: handOvers.map(handOverData),
    交给手机拍的材料: (await ports.documentHandOvers.ofAccount(applicantId, filingId)).map((handOver) => ({
      kinds: handOver.kinds,
      subject: handOver.subject,
      ...handOverData(handOver),
    })),
    核身指纹: await ports.seenMedia.ofFiling(filingId),
    办理记录: await ports.filings.historyOf(filingId),
  };
}
