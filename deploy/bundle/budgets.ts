const KIB = 1024;

/**
 * The one home of every limit of a size, and of what a start may cost. `npm run bundle`, the benches and the tests of sizes read
 * it; docs/decisions/bundles.md says why so much. Sizes are bytes.
 */
export const BUDGETS = {
  /** All scripts of a function's zip, without source maps and native packages. The largest, `materials`, has the font program. */
  functionScripts: 2272 * KIB,
  /** Scripts of a page after gzip: those that a first visit loads, and all of them. */
  web: { firstVisit: 113 * KIB, all: 234 * KIB },
  desk: { firstVisit: 49 * KIB, all: 145 * KIB },
  /** What is uploaded to WeChat, which allows 2 MB for the main package. */
  miniProgram: 521 * 1000,
  /** CPU of a fresh process, as a multiple of that of `node -e 0` beside it: until the handler is loaded, and until its first reply. */
  start: { ready: 2.2, firstReply: 4.5 },
  /** The same of the desk's functions. `desk-api` checks all that staff do against contracts, and stays warm while they work. */
  deskStart: { ready: 2.3, firstReply: 5.5 },
  /** The first run of `desk-timer` does all of its tasks, and nobody waits for it. */
  deskTimerRun: 8,
} as const;
