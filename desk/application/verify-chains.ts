import { faultOf, type KeyedHash, sealOf } from '../domain/audit-chain.ts';
import type { AuditReader } from '../ports/audit-log.ts';

const CASES_AT_ONCE = 500;

const FAULTS = {
  gap: '缺少这一条',
  altered: '这一条被改过，或不是审核工作台写的',
  shortened: '从这一条起被删除',
} as const;

/** What a check of all chains found. Ids and numbers only. */
export interface VerifiedChains {
  readonly output: string;
  /** 0 when everything is whole, else 1. */
  readonly code: 0 | 1;
}

/** Checks the chain of every case, and the seal of every day. */
export async function verifyChains(reader: AuditReader, hash: KeyedHash): Promise<VerifiedChains> {
  const lines: string[] = [];
  let [cases, entries] = [0, 0];
  for (let page = await reader.casesAfter(undefined, CASES_AT_ONCE); page.length > 0; ) {
    for (const caseId of page) {
      const chain = await reader.entriesOf(caseId);
      cases += 1;
      entries += chain.length;
      const found = faultOf(chain, await reader.headsOf(caseId), hash);
      if (found) lines.push(`案件 ${caseId} 第 ${found.sequence} 条：${FAULTS[found.fault]}`);
    }
    page = await reader.casesAfter(page.at(-1), CASES_AT_ONCE);
  }
  let days = 0;
  let before: string | undefined;
  for await (const { day, heads, seal } of reader.sealedDays()) {
    days += 1;
    if (seal !== sealOf(day, heads, before, hash)) lines.push(`${day} 的封存与内容不符，或前一天的封存不见了`);
    // A chain that is gone altogether shows in what was sealed of it.
    for (const { caseId } of heads)
      if ((await reader.entriesOf(caseId)).length === 0) lines.push(`案件 ${caseId} 的全部记录被删除，${day} 封存过`);
    before = seal;
  }
  const counted = `共 ${cases} 个案件，${entries} 条记录，${days} 天的封存`;
  const verdict = lines.length === 0 ? `${counted}，全部完整。` : `${counted}，有 ${lines.length} 处问题。`;
  return { output: [...lines, verdict].join('\n'), code: lines.length === 0 ? 0 : 1 };
}
