import * as z from 'zod/mini';
import { asAnybody } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';

export const contract = defineContract({
  checkHealth: {
    ...asAnybody('GET', '/v1/health'),
    title: 'Check whether the service is available',
    summary:
      '服务是否可用：数据库（含结构版本）、对象存储和密钥。可用时为 200，否则为 503，facts.failing 列出不可用的部分。每个实例最多每十秒检查一次',
    limits: { unlimited: 'it must answer without the database, and looks at nothing more than once in ten seconds' },
    reply: z.strictObject({ status: z.literal('ok'), stage: z.string(), release: z.string() }),
  },
});
