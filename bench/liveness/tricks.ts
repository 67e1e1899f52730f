import type { FaceEngine } from 'engines/face/engine.ts';
import type { VideoFinding } from 'engines/face/facts.ts';
import { drawTricks, type Film, type Sitter } from 'specimens/liveness-corpus.ts';
import { Random } from 'specimens/random.ts';
import { drawBefore, WALLS } from 'specimens/walls.ts';
import { measured, type Row, within } from '../row.ts';
import type { Judge } from './judge.ts';

const MAX_UNSEEN_PERCENT = 20;
const MAX_FALSE_PERCENT = 2;

/** What no picture tells, measured without a limit: docs/liveness.md has the rates. */
const BEYOND_TELLING: readonly string[] = ['screen, faint, frame outside', 'screen, no pattern, frame outside'];

const TRICK_FINDINGS: readonly VideoFinding[] = ['spliced', 'screen'];

interface Seen {
  readonly kind: string;
  readonly isAccepted: boolean;
  /** Whether a splice or a screen was found. */
  readonly isFound: boolean;
  readonly isChanged: boolean;
}

/**
 * Two takes joined and films of a screen: how many are found, and how many honest films are taken for such.
 */
export async function trickRows(
  engine: FaceEngine,
  judge: Judge,
  sitters: readonly Sitter[],
  seed: number,
): Promise<readonly Row[]> {
  const seen: Seen[] = [];
  for (const [number, sitter] of sitters.entries()) {
    const random = new Random(seed * 2003 + number);
    const photo = await drawBefore(sitter, WALLS.white[0][1]);
    for await (const film of drawTricks(sitter, random)) {
      const verdict = await judge.ofVideo({ ...film, photo, record: photo });
      seen.push({ ...(await findingsIn(engine, film)), isAccepted: verdict === 'accepted' });
      console.log(`${film.kind.padEnd(26)} ${verdict}`);
    }
  }
  return rowsOf(seen);
}

async function findingsIn(engine: FaceEngine, { kind, video }: Film) {
  const { findings } = await engine.video(video);
  return {
    kind,
    isFound: TRICK_FINDINGS.some((finding) => findings.includes(finding)),
    isChanged: findings.includes('face-changed'),
  };
}

function rowsOf(seen: readonly Seen[]): Row[] {
  const honest = seen.filter(({ kind }) => kind === 'honest');
  const share = (of: readonly Seen[], is: (one: Seen) => boolean) => (100 * of.filter(is).length) / of.length;
  const simple = seen.filter(isSimple);
  const kinds = [...new Set(seen.map(({ kind }) => kind))].filter((kind) => kind !== 'honest');
  return [
    within(MAX_FALSE_PERCENT, {
      metric: `honest films, taken for spliced or a screen (n=${honest.length})`,
      value: share(honest, ({ isFound }) => isFound),
      unit: '%',
    }),
    within(MAX_FALSE_PERCENT, {
      metric: `honest films, taken for two people (n=${honest.length})`,
      value: share(honest, ({ isChanged }) => isChanged),
      unit: '%',
    }),
    within(MAX_UNSEEN_PERCENT, {
      metric: `simple splices and screens together: accepted (n=${simple.length})`,
      value: share(simple, ({ isAccepted }) => isAccepted),
      unit: '%',
    }),
    ...kinds.map((kind) => {
      const ofKind = seen.filter((one) => one.kind === kind);
      const row = {
        metric: `${kind}: accepted (n=${ofKind.length})`,
        value: share(ofKind, ({ isAccepted }) => isAccepted),
        unit: '%',
      } as const;
      return isSimple({ kind }) ? within(MAX_UNSEEN_PERCENT, row) : measured(row);
    }),
  ];
}

const isSimple = ({ kind }: Pick<Seen, 'kind'>): boolean => kind !== 'honest' && !BEYOND_TELLING.includes(kind);
