import { computed, onUnmounted, reactive, ref, shallowRef } from 'vue';
import { ApiError, sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { followingRow, isToJudge } from './checklist.ts';
import type { CaseView, CheckRow, Conclusion } from './operations.ts';
import type { Papers } from './papers.ts';
import { Stopwatch } from './stopwatch.ts';
import { hasDivisions, inWords, type NameOf, noNames } from './value-words.ts';

/** While somebody works, the lease is renewed this often. */
const RENEW_MS = 4 * 60_000;
/** Whoever has done nothing for so long is away. */
const AWAY_MS = 5 * 60_000;

/** Codes that say that the case is somebody else's, or over: what is shown may only be read from then on. */
const LOST = ['case.not-yours', 'case.decided'];

/** The table of divisions, which only addresses need. Without it their codes are shown. */
const namesFor = async (rows: readonly CheckRow[]): Promise<NameOf> =>
  rows.some(hasDivisions)
    ? import('../../../contracts/data/divisions.ts').then(
        ({ divisionName }) => divisionName,
        () => noNames,
      )
    : noNames;

/** One case as a reviewer works at it. */
export function useCase(caseId: string, papers: Papers) {
  const view = shallowRef<CaseView>();
  const error = ref<string>();
  /** Why nothing can be changed any more, as a sentence. */
  const lost = ref<string>();
  const openRow = ref<string>();
  /** Id of a paper that must be seen before the open row can fit. */
  const wanted = ref<string>();
  /** Conclusions that are on their way, by row. */
  const sending = reactive(new Map<string, Conclusion>());
  const watch = new Stopwatch();
  let lastActiveMs = Date.now();

  const rows = computed<readonly CheckRow[]>(() => view.value?.rows ?? []);
  const conclusionOf = (row: CheckRow): Conclusion | undefined => sending.get(row.row) ?? row.mine?.conclusion;
  const unseenIdsOf = (row: CheckRow): readonly string[] =>
    row.unseen.filter((id) => papers.shown.get(id)?.url === undefined);
  /** Labels of the papers that the reviewer has not seen yet, of those without which nobody can say that a row fits. */
  const unseenOf = (row: CheckRow): readonly string[] =>
    unseenIdsOf(row).map((id) => view.value?.papers.find(({ documentId }) => documentId === id)?.label ?? id);
  const left = computed(() => rows.value.filter((row) => isToJudge(row, conclusionOf(row))));
  const holds = computed(() => lost.value === undefined && view.value?.lease?.isMine === true);
  const isMine = computed(() => holds.value && view.value?.state === 'open');
  /** Who views second works at a case that is decided. */
  const mayJudge = computed(() => isMine.value || (holds.value && view.value?.secondViewer !== undefined));

  async function load(): Promise<void> {
    try {
      const reply = await call('showCase', { params: { caseId } });
      const nameOf = await namesFor(reply.rows);
      view.value = { ...reply, rows: reply.rows.map((row) => inWords(row, nameOf)) };
      error.value = undefined;
      openRow.value ??= left.value[0]?.row ?? rows.value[0]?.row;
      watch.start();
    } catch (caught) {
      error.value = sentenceOf(caught);
    }
  }

  function open(row: string | undefined): void {
    if (row === undefined || row === openRow.value) return;
    openRow.value = row;
    wanted.value = undefined;
    watch.start();
  }

  /** What went wrong with a change: the case may be lost. */
  function refused(caught: unknown): void {
    if (caught instanceof ApiError && LOST.includes(caught.code)) lost.value = caught.message;
    else error.value = sentenceOf(caught);
  }

  /** Concludes on one row, and opens the next that needs judgement. A row that can't fit yet shows what is to be seen of it. */
  async function judge(conclusion: Conclusion): Promise<void> {
    const row = rows.value.find((one) => one.row === openRow.value);
    if (!row || !mayJudge.value || sending.has(row.row)) return;
    if (conclusion === 'fits') [wanted.value] = unseenIdsOf(row);
    if (conclusion === 'fits' && wanted.value !== undefined) return;
    const spentSeconds = watch.seconds();
    sending.set(row.row, conclusion);
    open(followingRow(rows.value, row.row, (one) => isToJudge(one, conclusionOf(one))));
    try {
      const reply = await call('judgeRow', { params: { caseId, row: row.row }, body: { conclusion, spentSeconds } });
      const mine = { conclusion: reply.conclusion, by: '', at: new Date().toISOString(), spentSeconds };
      change({
        rows: rows.value.map((one) => (one.row === row.row ? { ...one, mine } : one)),
        missing: reply.missing,
        ...(reply.lease && { lease: reply.lease }),
      });
      error.value = undefined;
    } catch (caught) {
      refused(caught);
      openRow.value = row.row;
    } finally {
      sending.delete(row.row);
    }
    // What the first reviewer recommends is shown once the second has concluded on what caused the second view.
    if (view.value?.secondViewer === 'conclude-first' && row.causesSecondView) await load();
  }

  function change(part: Partial<CaseView>): void {
    if (view.value) view.value = { ...view.value, ...part };
  }

  /** Takes the case, or takes it again. */
  async function take(): Promise<void> {
    change({ lease: await call('takeCase', { params: { caseId } }) });
    lost.value = undefined;
    await load();
  }

  async function renew(): Promise<void> {
    if (!holds.value || Date.now() - lastActiveMs > AWAY_MS) return;
    try {
      change({ lease: await call('renewLease', { params: { caseId } }) });
    } catch (caught) {
      refused(caught);
    }
  }

  const noteActivity = (): void => {
    lastActiveMs = Date.now();
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  for (const event of ['keydown', 'pointerdown'] as const) addEventListener(event, noteActivity);
  onUnmounted(() => {
    clearInterval(timer);
    watch.stop();
    for (const event of ['keydown', 'pointerdown'] as const) removeEventListener(event, noteActivity);
  });

  return {
    caseId,
    view,
    rows,
    left,
    error,
    lost,
    openRow,
    wanted,
    holds,
    isMine,
    mayJudge,
    conclusionOf,
    unseenOf,
    load,
    open,
    judge,
    take,
    change,
    refused,
  };
}

export type OpenCase = ReturnType<typeof useCase>;
