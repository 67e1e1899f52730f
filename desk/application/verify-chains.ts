import { faultOf, type KeyedHash, readSeal, type SealedDay, sealOf } from '../domain/oversight/audit-chain.ts';
import { CHAIN_OF_LIST } from '../domain/oversight/proposal.ts';
import { differing, doneAlone, toldOfRows, unlike } from '../domain/oversight/replay.ts';
import { deskKeptSince } from '../domain/oversight/retention.ts';
import { DESK_STORED } from '../domain/oversight/stored-data.ts';
import { dayAt } from '../domain/staff/working-time.ts';
import type { AuditEvidence, KeptSeal } from '../ports/audit-log.ts';

const CHAINS_AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** A day is sealed, and its seal kept, within an hour after it is over. */
const SEALED_WITHIN_MS = 60 * 60 * 1000;

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

/** Where the check looks. */
export interface VerifyPorts {
  readonly evidence: AuditEvidence;
  readonly hash: KeyedHash;
  readonly clock: { now(): Date };
}

/**
 * Checks every chain, the seal of every day, what the rows of the desk hold against the chains, and all of it against the
 * seals that were kept outside of the database.
 *
 * @param seals all that were kept, or some that an auditor has. @param areAll whether each day must be among them.
 */
export async function verifyChains(
  ports: VerifyPorts,
  seals: readonly KeptSeal[],
  areAll: boolean,
): Promise<VerifiedChains> {
  const { evidence, clock } = ports;
  const ended = dayAt(new Date(clock.now().getTime() - SEALED_WITHIN_MS));
  const [chains, days] = [await verifyEntries(ports), await verifyDays(ports)];
  const unsealed = await evidence.unsealedDays(ended);
  const lines = [
    ...chains.lines,
    ...days.lines,
    ...unsealed.map((day) => `${day} 没有封存`),
    ...(await verifyRows(ports)),
    ...(await verifyKept(ports, seals, days.seals)),
  ];
  const kept = new Set(seals.map(({ day }) => day));
  if (areAll)
    for (const day of days.seals.keys())
      if (day < ended && !kept.has(day)) lines.push(`${day} 的封存没有存到数据库以外`);
  const untold = chains.untold > 0 ? `，${chains.untold} 个管局的审核结果早于封存，记录里没有可以对照的` : '';
  const counted = `共 ${chains.count} 条记录链，${chains.entries} 条记录，${days.seals.size} 天的封存，对照了 ${seals.length} 份存出的封存${untold}`;
  if (lines.length > 0) return { output: [...lines, `${counted}，有 ${lines.length} 处问题。`].join('\n'), code: 1 };
  const verdict = seals.length > 0 ? '全部完整。' : '前后一致。没有存出的封存可以对照，看不出是否整个被删除或换掉。';
  return { output: `${counted}，${verdict}`, code: 0 };
}

/** The entries of each chain, and the decisions and verdicts of its case. */
async function verifyEntries({ evidence, hash }: VerifyPorts) {
  const lines: string[] = [];
  let [count, entries, untold] = [0, 0, 0];
  for (let page = await evidence.chainsAfter(FIRST, CHAINS_AT_ONCE); page.length > 0; ) {
    for (const caseId of page) {
      const chain = await evidence.entriesOf(caseId);
      count += 1;
      entries += chain.length;
      if (chain.length === 0) lines.push(`记录链 ${caseId} 的全部记录被删除，或从来没有过`);
      const found = faultOf(chain, await evidence.headsOf(caseId), hash);
      if (found) lines.push(`记录链 ${caseId} 第 ${found.sequence} 条：${FAULTS[found.fault]}`);
      const alone = doneAlone(chain);
      lines.push(...alone.map(({ sequence }) => `记录链 ${caseId} 第 ${sequence} 条：须两人办理的，由一人办完`));
      const { changed, old } = unlike(chain, await evidence.heldOf(caseId));
      lines.push(...changed.map((key) => `案件 ${caseId} 的${key}与记录不符`));
      untold += old.length;
    }
    page = await evidence.chainsAfter(page.at(-1) ?? '', CHAINS_AT_ONCE);
  }
  return { lines, count, entries, untold };
}

async function verifyDays({ evidence, hash }: VerifyPorts) {
  const lines: string[] = [];
  const seals = new Map<string, string>();
  for await (const { day, before, heads, seal } of evidence.sealedDays()) {
    if (seal !== sealOf(day, heads, before, hash)) lines.push(`${day} 的封存与内容不符，或前一天的封存不见了`);
    seals.set(day, seal);
  }
  return { lines, seals };
}

/** Settings, reasons, ties, staff and lists. */
async function verifyRows({ evidence, clock }: VerifyPorts): Promise<readonly string[]> {
  const lines: string[] = [];
  const staffGoBefore = deskKeptSince('former-staff', clock.now());
  for (const { table, chain, rows } of await evidence.noted()) {
    const entries = await evidence.entriesOf(chain);
    // A list that is replaced takes rows away, and so do the days of staff and their ties.
    const old = entries.filter(({ at }) => at < staffGoBefore).map(({ facts }) => facts.row);
    const mayGo = (key: string) => table === 'desk.listed_entry' || (/staff|tie/.test(table) && old.includes(key));
    const keys = differing(toldOfRows(entries), rows).filter((key) => rows.has(key) || !mayGo(key));
    lines.push(...keys.map((key) => `“${DESK_STORED[table]?.holds}”的 ${key} 与记录不符`));
  }
  for (const { list, version, content, by, confirmedBy } of await evidence.lists()) {
    const told = (await evidence.entriesOf(CHAIN_OF_LIST[list])).findLast(({ action }) => action === 'list-replaced');
    const isOld = told !== undefined && told.at < deskKeptSince('listed-entries', clock.now());
    const areTheirs = told?.actor === by && (told?.facts.confirmed ?? confirmedBy) === confirmedBy;
    const isContent = isOld || told?.facts.content === content;
    const isAsTold = told ? told.facts.version === version && areTheirs && isContent : version === 0;
    if (!isAsTold) lines.push(`名单 ${list} 与记录不符`);
  }
  return lines;
}

/** A day that was not over: its seal is in no row, and only its heads count. */
const isSoFar = (day: string): boolean => day.includes('T');

/** Seals that were kept outside: each must be the desk's, stand in the database, and fit the chains. */
async function verifyKept(
  { evidence, hash }: VerifyPorts,
  kept: readonly KeptSeal[],
  seals: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const { day, texts } of kept) {
    if (isSoFar(day)) {
      // Two runs of the timer at once both write it. Most heads are those of ten minutes before.
      for (const sealed of texts.map((text) => readSeal(text, hash))) {
        const heads = sealed?.heads.filter(({ link }) => seen.size < seen.add(link).size) ?? [];
        if (sealed) lines.push(...(await verifyHeads(evidence, { day, heads })));
        else lines.push(`${day} 存出的封存被改写或删除过，或不是审核工作台写的`);
      }
      continue;
    }
    const sealed = readSeal(texts[0] ?? '', hash);
    if (new Set(texts).size > 1) lines.push(`${day} 存出的封存被改写或删除过`);
    if (!sealed) lines.push(`${day} 存出的封存不是审核工作台写的`);
    else if (seals.get(sealed.day) !== sealed.seal) {
      lines.push(`${sealed.day} 的封存${seals.has(sealed.day) ? '被换成了另一个' : '不见了'}，与存出的不同`);
      lines.push(...(await verifyHeads(evidence, sealed)));
    }
  }
  return lines;
}

/** Which chains are not as a day's seal has them. */
async function verifyHeads(
  evidence: AuditEvidence,
  { day, heads }: Pick<SealedDay, 'day' | 'heads'>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { caseId, sequence, link } of heads) {
    const chain = await evidence.entriesOf(caseId);
    if (chain[sequence - 1]?.link !== link) lines.push(`记录链 ${caseId} 第 ${sequence} 条：与 ${day} 存出的封存不同`);
  }
  return lines;
}
