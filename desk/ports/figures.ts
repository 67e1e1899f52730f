/** From a day to a day in Beijing, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What has left the desk in a period, and how well. Of filings that were erased only the reasons of returns are counted. */
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
  }[];
}

export interface FiguresReader {
  of(period: Period): Promise<Figures>;
}
