import { stops } from '../../contracts/kit/finding.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Finding, Overview } from '../calls/messages.ts';
import { isOpen, isWithin, type Known } from '../form/form-messages.ts';
import type { Show } from '../kit/shown.ts';
import { stepOfField } from './steps.ts';

export interface OverviewState {
  /** The filing that `overview` is about. */
  readonly filingId: string | undefined;
  readonly overview: Overview | undefined;
  /** What only a pre-check finds, which asks registries; of the same filing. */
  readonly told: readonly Finding[];
  /** The path in the page's address. */
  readonly aimed: string | undefined;
}

/** Whether it says that something is wrong, and not that it is still to be done. */
const isWrong = (finding: Finding): boolean => stops([finding]) && !isOpen(finding);

const keyOf = ({ ruleId, field, message }: Finding): string => `${ruleId} ${field} ${message}`;

/**
 * How far the steps of the open filing are, and every finding that is known about it, for all pages. A failure leaves what is
 * shown: pages go on without it.
 */
export function createOverview({ call, show }: { readonly call: Call; readonly show: Show }) {
  const state = show<OverviewState>({
    filingId: undefined,
    overview: undefined,
    told: [],
    aimed: undefined,
  });
  let asked = 0;
  let newest = Promise.resolve(false);
  /** The filing whose registries were asked: opening its questions one after the other doesn't ask them again. */
  let preChecked: { readonly filingId: string; readonly done: Promise<void> } | undefined;
  const isOf = (filingId: string | undefined) => state.now.filingId === filingId;
  const findingsOf = (filingId: string): readonly Finding[] => {
    const { overview, told } = state.now;
    const all = isOf(filingId) ? [...(overview?.findings ?? []), ...told] : [];
    return [...new Map(all.map((finding) => [keyOf(finding), finding])).values()];
  };

  /** Asks again; of several answers the last one counts, and everybody waits for it. @returns whether there was an answer. */
  function ask(filingId: string): Promise<boolean> {
    asked += 1;
    newest = answered(filingId, asked);
    return newest;
  }
  async function answered(filingId: string, turn: number): Promise<boolean> {
    const overview = await call('overview', { params: { filingId } }).catch(() => undefined);
    if (turn !== asked) return newest;
    if (overview) state.change({ filingId, overview, told: isOf(filingId) ? state.now.told : [] });
    return overview !== undefined;
  }

  /** As `ask`. What is all filled in may still be wrong, as only registries know; and what they said may hold no longer. */
  async function load(filingId: string): Promise<boolean> {
    const isKnown = await ask(filingId);
    const { overview, told } = state.now;
    if (isOf(filingId) && overview?.state === 'draft' && overview.waiting.length === 0 && !stops(overview.findings)) {
      if (told.some(isWrong)) preChecked = undefined;
      void preCheck(filingId);
    }
    return isKnown;
  }

  /** Asks the registries once. */
  function preCheck(filingId: string): Promise<void> {
    if (preChecked?.filingId === filingId) return preChecked.done;
    const done = call('preview', { params: { filingId } }).then(
      ({ findings }) => isOf(filingId) && tell(filingId, findings),
      () => {
        preChecked = undefined;
      },
    ) as Promise<void>;
    preChecked = { filingId, done };
    return done;
  }

  /** A pre-check, or the refusal of a submission, has said this: it is all that stands against the filing. */
  function tell(filingId: string, told: readonly Finding[]): void {
    preChecked = { filingId, done: Promise.resolve() };
    state.change({ filingId, told, overview: isOf(filingId) ? state.now.overview : undefined });
  }

  return {
    state: state.now,
    load,
    tell,

    /** The overview, if it is about this filing, with all that is known against it: a list says what its forms say. */
    of(filingId: string | undefined): Overview | undefined {
      const { overview, told } = state.now;
      if (!isOf(filingId) || !overview) return undefined;
      const known = overview.findings.map(keyOf);
      const more = told.filter((finding) => isWrong(finding) && !known.includes(keyOf(finding)));
      return more.length > 0 ? { ...overview, findings: [...overview.findings, ...more] } : overview;
    },

    /**
     * What is known for the messages of a page.
     *
     * @param step leaves out what is mended on another one. @param isAsked whether the page shows a path.
     */
    known({ filingId, flagged, organizerKind }: FilingView, step?: string, isAsked = (_path: string) => true): Known {
      const isHere = ({ field }: { readonly field: string }) =>
        (!step || stepOfField(field, organizerKind) === step) && isAsked(field);
      const findings = findingsOf(filingId).filter(isHere);
      return { flagged: flagged.filter(isHere), findings, aimed: state.now.aimed };
    },

    /** The path in the page's address, before the page is drawn: what is aimed at later takes the keyboard from whoever types. */
    name: (aimed: string | undefined): void => state.change({ aimed }),

    /** An address names a field. What stands against it may be known from a registry alone: then a pre-check says it. */
    async aim(filingId: string, aimed: string | undefined): Promise<void> {
      state.change({ aimed });
      if (aimed === undefined || !(await ask(filingId))) return;
      const { overview } = state.now;
      const words = [...findingsOf(filingId), ...(overview?.repairs ?? []), ...(overview?.waiting ?? [])];
      if (words.some(({ field }) => isWithin(field, aimed) || isWithin(aimed, field))) return;
      await preCheck(filingId);
    },

    /** What was found about fields that have just been saved may hold no longer: it is forgotten, and asked for again. */
    async saved(filingId: string, paths: readonly string[]): Promise<void> {
      const { overview, told } = state.now;
      const holds = ({ field }: Finding) => !paths.some((path) => isWithin(field, path));
      if (!overview || findingsOf(filingId).every(holds)) return;
      state.change({ told: told.filter(holds), overview: { ...overview, findings: overview.findings.filter(holds) } });
      await ask(filingId);
    },
  };
}
