import * as z from 'zod/mini';
import { DOCUMENT_STATES } from '../../shared/domain/media/document.ts';
import { defineContract } from '../../shared/edge/contract.ts';
import { perAccount } from '../../shared/edge/default-limits.ts';
import { finding } from '../../shared/schemas/finding.ts';
import { view } from '../../shared/schemas/view.ts';
import { id } from '../../shared/schemas/words.ts';

const params = z.strictObject({ filingId: id });

export const contract = defineContract({
  listMaterials: {
    method: 'GET',
    path: '/v1/materials/{filingId}',
    summary: '这份备案需要的材料、原因和目前的状态',
    caller: 'session',
    limits: perAccount(600, 600),
    params,
    reply: z.strictObject({
      materials: z.array(
        z.strictObject({
          kind: z.string(),
          label: z.string(),
          subject: z.string(),
          reason: z.string(),
          documentId: z.optional(id),
          state: z.enum(['missing', ...DOCUMENT_STATES]),
          findings: z.array(finding),
        }),
      ),
    }),
  },
  commitmentLetter: {
    method: 'GET',
    path: '/v1/materials/{filingId}/commitment-letter',
    summary: '下载预填好的《网站备案承诺书》（PDF），打印后签字盖章再拍照上传',
    caller: 'session',
    // A letter is drawn with a font of 10 MB and stored.
    limits: perAccount(60),
    atOnce: { per: 'account', most: 1 },
    params,
    query: z.strictObject({ websiteId: id }),
    reply: z.strictObject({ letter: view }),
  },
});
