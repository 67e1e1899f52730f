import { strToU8, zipSync } from 'fflate';
import { STATE_LABELS } from '../../shared/domain/filing/machine.ts';
import { drawPage } from './personal-data-page.ts';
import type { Ports } from './ports.ts';

/** All stored data of a person, as a zip with a readable page and JSON, behind a link (SEC-07). */
export async function exportData({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  await ports.auditTrail.write(applicantId, 'data.exported', applicantId);
  const data = await personalData(applicantId, ports);
  const zip = zipSync({
    'personal-data.html': strToU8(drawPage(data)),
    'personal-data.json': strToU8(JSON.stringify(data, undefined, 2)),
  });
  return {
    data: await ports.views.show(Buffer.from(zip), 'application/zip', {
      accountId: applicantId,
      downloadName: 'personal-data.zip',
    }),
  };
}

/** The person's data; the keys are the labels of the page. */
async function personalData(applicantId: string, ports: Ports) {
  const filings = [];
  for (const { id } of await ports.filings.listOwn(applicantId)) filings.push(await filingData(id, applicantId, ports));
  return {
    导出时间: ports.clock.now(),
    账号: applicantId,
    同意记录: await ports.consents.historyOf(applicantId),
    备案: filings,
    查看记录: await ports.auditTrail.entriesOf(applicantId),
  };
}

export type PersonalData = Awaited<ReturnType<typeof personalData>>;

async function filingData(filingId: string, applicantId: string, { filings, documents, livenessChecks }: Ports) {
  const filing = await filings.findOwn(filingId, applicantId);
  const [papers, checks] = [await documents.ofFiling(filingId), await livenessChecks.ofFiling(filingId)];
  return {
    编号: filingId,
    状态: STATE_LABELS[filing.state],
    内容: filing.contents,
    备案号: filing.numbers,
    材料: papers.map(({ kind, subject, state, fields, createdAt }) => ({ kind, subject, state, fields, createdAt })),
    核身: checks.map(({ person, state, similarity, createdAt }) => ({ person, state, similarity, createdAt })),
    办理记录: await filings.historyOf(filingId),
  };
}
