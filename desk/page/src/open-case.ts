import { computed, onUnmounted, reactive, ref, shallowRef } from 'vue';
import { ApiError, sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { followingRow, isToJudge } from './checklist.ts';
import { clearRowsAt, inClear } from './clear-row.ts';
import type { CaseView, CheckRow, Conclusion } from './operations.ts';
import type { Papers } from './papers.ts';
import { dropRow, returnDraft } from './return-draft.ts';
import { may } from './session.ts';
import { Stopwatch } from './stopwatch.ts';
import { inWords, namesFor } from './value-words.ts';

/** While somebody works, the lease is renewed this often. */
const RENEW_MS = 4 * 60_000;
/** Whoever has done nothing for so long is away. */
const AWAY_MS = 5 * 60_000;

/** Codes that say that the case is somebody else's, or over: what is shown may only be read from then on. */
const LOST = ['case.not-yours', 'case.decided'];

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
  const onTheWay = new Set<Promise<void>>();
  const watch = new Stopwatch();
  let lastActiveMs = Date.now();

  /** Names and addresses in clear as long as the case is in hand, by row. */
  const clear = shallowRef<ReadonlyMap<string, Partial<CheckRow>>>(new Map());
  /** The end of the principal's number, which they say in a call. */
  const lastDigits = ref<string>();

  const rows = computed<readonly CheckRow[]>(() =>
    (view.value?.rows ?? []).map((row) => {
      const shown = holds.value && clear.value.get(row.row);
      return shown ? { ...row, ...shown } : row;
    }),
  );
  const conclusionOf = (row: CheckRow): Conclusion | undefined => sending.get(row.row) ?? row.mine?.conclusion;
  const unseenIdsOf = (row: CheckRow): readonly string[] =>
    row.unseen.filter((id) => papers.shown.get(id)?.url === undefined);
  /** Labels of the papers that the reviewer has not seen yet, of those without which nobody can say that a row fits. */
  const unseenOf = (row: CheckRow): readonly string[] =>
    unseenIdsOf(row).map((id) => view.value?.papers.find(({ documentId }) => documentId === id)?.label ?? id);
  /** Whoever works at a case concludes themself; others read what was concluded. */
  const standsAs = (row: CheckRow): Conclusion | undefined =>
    conclusionOf(row) ?? (isMine.value ? undefined : row.first?.conclusion);
  const left = computed(() => rows.value.filter((row) => isToJudge(row, standsAs(row))));
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
      if (clear.value.size === 0) await showCheck(false);
    } catch (caught) {
      error.value = sentenceOf(caught);
    }
  }

  /** Shows names and addresses in clear, and for a call the last digits. @throws ApiError */
  async function showCheck(isCall: boolean): Promise<void> {
    if (!holds.value || !may('reveal-value')) return;
    const { view: link } = await call('reveal', { params: { caseId }, body: { isCall } });
    const shown = new Map<string, Partial<CheckRow>>();
    for (const values of await clearRowsAt(link.url)) {
      const row = view.value?.rows.find(({ row: path }) => path === values.row);
      if (row?.needsReason) lastDigits.value = values.value;
      else if (row) shown.set(row.row, { ...(await inClear(row, values)), isMasked: false });
    }
    clear.value = shown;
  }

  function open(row: string | undefined): void {
    if (row === undefined || row === openRow.value) return;
    openRow.value = row;
    wanted.value = undefined;
    watch.start();
  }

  /** What went wrong with a change: the case may be lost. */
  function refused(caught: unknown): void {
    if (!(caught instanceof ApiError && LOST.includes(caught.code))) {
      error.value = sentenceOf(caught);
      return;
    }
    lost.value = caught.message;
    // Whoever takes it again looks again, on record.
    clear.value = new Map();
    lastDigits.value = undefined;
  }

  /** Opens the next row that needs judgement. */
  const openNext = (): void =>
    open(followingRow(rows.value, openRow.value ?? '', (row) => isToJudge(row, conclusionOf(row))));

  /**
   * Concludes on the open row, and opens the next that needs judgement; one that differs stays open, for its reason. A row that
   * can't fit yet shows what is to be seen of it.
   */
  async function judge(conclusion: Conclusion): Promise<void> {
    const row = rows.value.find(({ row: path }) => path === openRow.value);
    if (!row || !mayJudge.value || sending.has(row.row)) return;
    if (conclusion === 'fits') [wanted.value] = unseenIdsOf(row);
    if (conclusion === 'fits' && wanted.value !== undefined) return;
    const spentSeconds = watch.seconds();
    sending.set(row.row, conclusion);
    if (conclusion === 'fits') dropRow(returnDraft(caseId), row.row);
    if (conclusion !== 'differs') openNext();
    const sent = send(row, conclusion, spentSeconds);
    onTheWay.add(sent);
    await sent;
    onTheWay.delete(sent);
  }

  /** Resolves when every conclusion has arrived: a decision never overtakes them. */
  const settled = (): Promise<unknown> => Promise.all(onTheWay);

  async function send(row: CheckRow, conclusion: Conclusion, spentSeconds: number): Promise<void> {
    try {
      const reply = await call('judgeRow', { params: { caseId, row: row.row }, body: { conclusion, spentSeconds } });
      const mine = { conclusion: reply.conclusion, by: '', at: new Date().toISOString(), spentSeconds };
      change({
        rows: (view.value?.rows ?? []).map((other) => (other.row === row.row ? { ...other, mine } : other)),
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
    standsAs,
    unseenOf,
    load,
    lastDigits,
    showCheck,
    open,
    openNext,
    judge,
    settled,
    take,
    change,
    refused,
  };
}

export type OpenCase = ReturnType<typeof useCase>;
