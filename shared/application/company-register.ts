import type { Clock } from '../ports/clock.ts';
import type { CompanyChecks, CompanyRegister } from '../ports/company-register.ts';
import { Failed } from '../ports/failed.ts';

/** The register is updated once a week. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Queries a register once per claim and caches the result for a week, for all callers. */
export const createCompanyRegister = (
  register: CompanyRegister,
  checks: CompanyChecks,
  clock: Clock,
): CompanyRegister => ({
  async check(claim) {
    const turn = await checks.beginAsking(claim, new Date(clock.now().getTime() - KEPT_MS));
    if (turn.is === 'answered') return turn.facts;
    if (turn.is === 'asked') return undefined;
    const facts = await register.check(claim).catch(async (error: unknown) => {
      if (error instanceof Failed) await checks.cancelAsking(claim);
      throw error;
    });
    if (facts) await checks.keepAnswer(claim, facts);
    return facts;
  },
});
