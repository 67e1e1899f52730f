import { strToU8, zipSync } from 'fflate';
import type { Document } from '../../shared/domain/media/document.ts';
import type { View } from '../../shared/ports/documents/views.ts';
import { fileName, hasFile, personalData } from './personal-data.ts';
import { drawPage } from './personal-data-page.ts';
import type { Ports } from './ports.ts';

/** Files of one archive, together: they are held in memory, and once more as the archive. */
const ARCHIVE_BYTES = 16 * 1024 * 1024;
/** More than intake accepts for any photo or video. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/**
 * All stored data of a person behind links (SEC-07): a zip with a readable page and JSON, and zips with their pictures
 * and videos.
 *
 * @throws Failed('object-store', …)
 */
export async function exportData({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  await ports.auditTrail.write(applicantId, 'data.exported', applicantId);
  const data = await personalData(applicantId, ports);
  const show = (files: Readonly<Record<string, Uint8Array>>, downloadName: string) =>
    ports.views.show(Buffer.from(zipSync(files)), 'application/zip', { accountId: applicantId, downloadName });
  const view = await show(
    {
      'personal-data.html': strToU8(drawPage(data)),
      'personal-data.json': strToU8(JSON.stringify(data, undefined, 2)),
    },
    'personal-data.zip',
  );
  const files: View[] = [];
  for await (const archive of archives(applicantId, ports))
    files.push(await show(archive, `personal-data-files-${files.length + 1}.zip`));
  return { data: view, files };
}

/** The person's files, a part of them at a time. */
async function* archives(applicantId: string, ports: Ports): AsyncGenerator<Record<string, Uint8Array>> {
  let archive: Record<string, Uint8Array> = {};
  let bytes = 0;
  for await (const [name, file] of filesOf(applicantId, ports)) {
    if (bytes > 0 && bytes + file.length > ARCHIVE_BYTES) {
      yield archive;
      archive = {};
      bytes = 0;
    }
    archive[name] = file;
    bytes += file.length;
  }
  if (bytes > 0) yield archive;
}

async function* filesOf(
  applicantId: string,
  { documents, filings, objectStore }: Ports,
): AsyncGenerator<readonly [string, Uint8Array]> {
  const papers: Document[] = [];
  papers.push(...(await documents.beforeFiling(applicantId)));
  for (const { id } of await filings.listOwn(applicantId)) papers.push(...(await documents.ofFiling(id)));
  for (const paper of papers.filter(hasFile)) {
    const file = await objectStore.read(paper.cleanKey ?? '', { maxBytes: MAX_FILE_BYTES });
    // Face files are deleted before their documents.
    if (file) yield [fileName(paper), file];
  }
}
