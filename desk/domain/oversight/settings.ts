/** What leads and administrators may set. Each change is a version; the newest counts. */
export interface DeskSettings {
  /** 0: as shipped, nobody has changed anything yet. */
  readonly version: number;
  /** How long a decision can be taken back. */
  readonly undoSeconds: number;
  readonly leaseMinutes: number;
  /** Hours of work at the desk, full hours in Beijing. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Working days for an initial review, each round anew. */
  readonly reviewWorkdays: number;
  /** From a missed call to the next. */
  readonly callAgainMinutes: number;
  /** By one person; papers are not counted. */
  readonly revealsPerDay: number;
  /** Cases that one person has in hand at a time. */
  readonly casesInHand: number;
  /** How many of 100 decisions that need no second view somebody looks at afterwards. */
  readonly sampling: SamplingRates & {
    /** The first decisions of a new reviewer, all of which are looked at. */
    readonly firstCases: number;
  };
  /** Other rates of single reviewers. */
  readonly samplingOf: readonly (SamplingRates & { readonly staffId: string })[];
}

export interface SamplingRates {
  readonly acceptedPercent: number;
  readonly returnedPercent: number;
}

/** Clocks: T19, T22-check and initial-review, section 1; the rest is our own. */
export const SHIPPED_SETTINGS: DeskSettings = {
  version: 0,
  undoSeconds: 60,
  leaseMinutes: 20,
  fromHour: 9,
  toHour: 18,
  reviewWorkdays: 1,
  callAgainMinutes: 60,
  revealsPerDay: 200,
  casesInHand: 12,
  sampling: { acceptedPercent: 5, returnedPercent: 5, firstCases: 20 },
  samplingOf: [],
};

/** The least and the most that a setting may be, whoever agrees to it. `percent`: of every rate. */
export const BOUNDS = {
  undoSeconds: [30, 3600],
  leaseMinutes: [1, 240],
  fromHour: [0, 23],
  toHour: [1, 24],
  reviewWorkdays: [1, 30],
  callAgainMinutes: [1, 1440],
  revealsPerDay: [0, 500],
  casesInHand: [1, 30],
  percent: [1, 100],
  firstCases: [0, 1000],
} as const;

/** Settings that control people, and in which direction they are looser. */
const CONTROLS = [
  ['undoSeconds', '收回（秒）', -1],
  ['revealsPerDay', '每人每天显示（次）', 1],
  ['casesInHand', '每人在办（件）', 1],
] as const;
const RATES = [
  ['acceptedPercent', '抽检通过的（%）'],
  ['returnedPercent', '抽检退回的（%）'],
] as const;

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(Math.max(value, least), most);
const ratesWithin = <Rates extends SamplingRates>(rates: Rates): Rates => ({
  ...rates,
  ...Object.fromEntries(RATES.map(([name]) => [name, within(rates[name], BOUNDS.percent)])),
});

const isFirst = ({ staffId }: { readonly staffId: string }, index: number, all: DeskSettings['samplingOf']): boolean =>
  all.findIndex((rates) => rates.staffId === staffId) === index;

/** Settings as they count, however they came into the store: none that controls somebody passes its bounds. */
export const boundedSettings = (settings: DeskSettings): DeskSettings => ({
  ...settings,
  ...Object.fromEntries(CONTROLS.map(([name]) => [name, within(settings[name], BOUNDS[name])])),
  sampling: ratesWithin(settings.sampling),
  samplingOf: settings.samplingOf.filter(isFirst).map(ratesWithin),
});

/** How often decisions of a person are drawn. */
export const ratesOf = (
  { sampling, samplingOf }: Pick<DeskSettings, 'sampling' | 'samplingOf'>,
  staffId?: string,
): SamplingRates => samplingOf.find((rates) => rates.staffId === staffId) ?? sampling;

/** What another version loosens, in words for whoever confirms it; empty when one person may change it. */
export function loosenings(before: DeskSettings, after: DeskSettings): readonly string[] {
  const people = new Set([undefined, ...[...before.samplingOf, ...after.samplingOf].map(({ staffId }) => staffId)]);
  const all = [
    ...CONTROLS.map(([name, label, looser]) => ({ label, old: before[name], now: after[name], looser })),
    { label: '新人全抽（件）', old: before.sampling.firstCases, now: after.sampling.firstCases, looser: -1 },
    ...[...people].flatMap((staffId) =>
      RATES.map(([name, label]) => ({
        label: staffId === undefined ? label : `${label}，人员 ${staffId}`,
        old: ratesOf(before, staffId)[name],
        now: ratesOf(after, staffId)[name],
        looser: -1,
      })),
    ),
  ];
  return all.flatMap(({ label, old, now, looser }) => ((now - old) * looser > 0 ? [`${label}：${old} → ${now}`] : []));
}
