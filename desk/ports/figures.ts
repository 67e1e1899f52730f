import type { WorkRow } from './work-list.ts';

/** From a day to a day in Beijing, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What has left the desk in a period, and how well. For erased filings only the reasons of returns are counted. */
export interface Figures {
  /** By kind; `taken-back` are those that never left. */
  readonly decisions: Readonly<Record<'accepted' | 'returned' | 'declined' | 'taken-back', number>>;
  /** Most frequent first, in the words of the newest version. */
  readonly returnsByReason: readonly {
    readonly reasonId: string;
    readonly reason: string;
    readonly machine: number;
    readonly reviewer: number;
    /** What both had overlooked. */
    readonly authority: number;
  }[];
  readonly sampling: Readonly<Record<'drawn' | 'judged' | 'harmless' | 'wrong', number>>;
  /** Decisions that came after their time, by day; days without one are left out. */
  readonly lateByDay: readonly { readonly day: string; readonly count: number }[];
  /** What the authority returned of what was accepted here, before or after its SMS verification. */
  readonly authorityRefusals: number;
  /** On the rows of a decided case, all together. */
  readonly medianSpentSeconds: number | undefined;
  /** From the first round to the approval. */
  readonly medianDaysToApproval: number | undefined;
  /** By id, never by name. */
  readonly byStaff: readonly {
    readonly staffId: string;
    readonly decided: number;
    readonly returned: number;
    readonly late: number;
    readonly sampled: number;
    readonly wrong: number;
    /** On the rows of a case, all together; absent where no row was judged. */
    readonly medianSpentSeconds?: number;
  }[];
}

export interface FiguresReader {
  of(period: Period): Promise<Figures>;
}

/** What a figure counts: cases as they stand now, or what came of them in a period. */
export const FIGURE_NAMES = [
  ...(['open', 'overdue', 'due-soon', 'paused', 'in-hand'] as const),
  ...(['accepted', 'returned', 'declined', 'taken-back', 'decided', 'late'] as const),
  ...(['drawn', 'judged', 'harmless', 'wrong', 'authority-refused', 'reason'] as const),
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** Which figure is asked for. */
export interface AskedFigure {
  readonly figure: FigureName;
  readonly period: Period;
  /** Until when what is due is due soon. */
  readonly soon: Date;
  readonly staffId?: string | undefined;
  readonly reasonId?: string | undefined;
}

export interface FigureCases {
  /** The cases that a figure counts, of filings that are not erased, but those that are tied to the reader. */
  of(asked: AskedFigure, reader: string, limit: number): Promise<readonly WorkRow[]>;
  /** How many cases it counts, whoever reads it. */
  count(asked: AskedFigure): Promise<number>;
}
