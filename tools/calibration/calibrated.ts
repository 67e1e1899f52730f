import * as z from 'zod/mini';
import { type Evidence, outweighs } from '../../shared/domain/media/weights.ts';

/** A value that a machine read and a person has handed in, as a line of the log has it (`SettledReading` of `platform/edge/log.ts`). */
export const settledReading = z.object({
  value: z.string(),
  confidence: z.exactOptional(z.number()),
  evidence: z.readonly(z.array(z.string())),
  isSure: z.boolean(),
  isChanged: z.boolean(),
});
export type SettledReading = z.output<typeof settledReading>;

/** How well one value of one action was read, as people have handed it in. Shares are 0 to 1. */
export interface Calibrated {
  readonly value: string;
  readonly count: number;
  readonly changed: number;
  readonly sure: number;
  readonly changedOfSure: number;
  /** From which confidence on so few were changed; undefined where the confidence says nothing, or too few values are known. */
  readonly limit: number | undefined;
}

export interface Wanted {
  /** Most of those from the limit on that may have been changed, 0 to 1. */
  readonly mostChanged: number;
  /** Least of them: fewer prove nothing. */
  readonly least: number;
}

/** A share of 0.3 % can't be seen in fewer than three hundred values. */
export const USUAL: Wanted = { mostChanged: 0.003, least: 300 };

/** Counts what became of values that were read, by action and value, and proposes limits. */
export function calibrated(readings: readonly SettledReading[], wanted: Wanted = USUAL): readonly Calibrated[] {
  const names = [...new Set(readings.map(({ value }) => value))].toSorted();
  return names.map((value) => {
    const all = readings.filter((reading) => reading.value === value);
    const sure = all.filter(({ isSure }) => isSure);
    const limit = limitOf(all, wanted);
    return {
      value,
      count: all.length,
      changed: changedIn(all),
      sure: sure.length,
      changedOfSure: changedIn(sure),
      limit,
    };
  });
}

const changedIn = (readings: readonly SettledReading[]): number =>
  readings.length === 0 ? 0 : readings.filter(({ isChanged }) => isChanged).length / readings.length;

/** Whether the vendor's word alone makes it sure: what is hidden, or begins with no place, never is, and a checked number always. */
const isDecidedByConfidence = ({ evidence }: SettledReading): boolean => {
  const others = evidence.filter((item) => item !== 'stated') as readonly Evidence[];
  return outweighs([...others, 'stated']) && !outweighs(others);
};

/** The lowest confidence from which on few enough were changed. One that is the same for all distinguishes nothing. */
function limitOf(readings: readonly SettledReading[], { mostChanged, least }: Wanted): number | undefined {
  const stated = readings
    .filter(isDecidedByConfidence)
    .flatMap(({ confidence, isChanged }) => (confidence === undefined ? [] : [{ confidence, isChanged }]));
  const steps = [...new Set(stated.map(({ confidence }) => confidence))].toSorted((first, second) => first - second);
  if (steps.length < 2) return undefined;
  return steps.find((step) => {
    const from = stated.filter(({ confidence }) => confidence >= step);
    return from.length >= least && from.filter(({ isChanged }) => isChanged).length <= mostChanged * from.length;
  });
}
