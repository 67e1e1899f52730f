import { alarm } from '../../../platform/edge/log.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { standingOfAuthority } from '../../domain/authority-settings.ts';
import { isToldOfDelay, secondsUntilNextHandIn } from '../../domain/hand-in-attempts.ts';
import type { LeavingReport } from '../../ports/authority-reports.ts';
import type { Ports } from './ports.ts';

/** Longer than one attempt may take. */
const LEASE_SECONDS = 60;
/** Time for one more report. */
const REPORT_MS = 30_000;

type Needed = Pick<
  Ports,
  'authority' | 'authorityReports' | 'authoritySettings' | 'authorityWay' | 'clock' | 'workTimes'
>;

/**
 * Reports to the authority what came of its notices and lists, one after the other in the order of the numbers, in its hours.
 * By hand nothing leaves: staff type it.
 *
 * @returns how many.
 */
export async function reportResults(ports: Needed, remainingMs: () => number): Promise<number> {
  const { authorityReports, authoritySettings, authorityWay, clock, workTimes } = ports;
  if (authorityWay === 'by-hand') return 0;
  const [settings, { hours }] = await Promise.all([authoritySettings.current(), workTimes.current()]);
  if (standingOfAuthority(settings, clock.now(), hours.isWorkday) !== 'open') return 0;
  let reported = 0;
  while (remainingMs() > REPORT_MS) {
    const next = await authorityReports.claimNext(LEASE_SECONDS);
    if (!next || !(await send(next, ports))) break;
    reported += 1;
  }
  return reported;
}

/** One that the authority refuses waits for a person, and the ones behind it with it; everything else is tried again. */
async function send({ reportId, report, attempts }: LeavingReport, ports: Needed): Promise<boolean> {
  const { authority, authorityReports, clock } = ports;
  try {
    await authority.report(report);
    await authorityReports.markSent(reportId);
    return true;
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'authority') throw error;
    const failure = error.vendorCode ?? error.kind;
    if (error.kind === 'refused') {
      alarm({ port: 'authority', failure: 'report-refused', vendorCode: failure });
      await authorityReports.park(reportId, failure);
    } else {
      // An authority that is closed says so, and when it opens.
      if (error.kind !== 'throttled' && isToldOfDelay(attempts + 1))
        alarm({ port: 'authority', failure: 'report-delayed', vendorCode: failure });
      const seconds = secondsUntilNextHandIn(attempts + 1, error.retryAfterSeconds);
      await authorityReports.postpone(reportId, new Date(clock.now().getTime() + seconds * 1000), failure);
    }
    return false;
  }
}
