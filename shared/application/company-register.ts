import type { Clock } from '../../platform/ports/clock.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { Payer } from '../domain/paid-calls.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { CompanyAnswers, CompanyChecks, CompanyClaim, CompanyRegister } from '../ports/facts/company-register.ts';

/** The register is updated once a week. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Queries a register once per claim and keeps the result for a week, for all callers. Before the submission it is
 * queried once for each picture of a licence, when it is read or later, however often the claim is changed.
 */
export function createCompanyAnswers(
  register: Billed<CompanyRegister>,
  checks: CompanyChecks,
  clock: Clock,
): CompanyAnswers {
  const since = () => new Date(clock.now().getTime() - KEPT_MS);

  async function ask(claim: CompanyClaim, payer: Payer) {
    const turn = await checks.beginAsking(claim, since());
    if (turn.is === 'answered') return turn.facts;
    if (turn.is === 'asked') return undefined;
    const facts = await register
      .paidBy(payer)
      .check(claim)
      .catch(async (error: unknown) => {
        if (error instanceof Failed) await checks.cancelAsking(claim);
        throw error;
      });
    if (facts) await checks.keepAnswer(claim, facts);
    return facts;
  }

  return {
    async forSubmission(claim, payer) {
      return { facts: await ask(claim, payer) };
    },

    async ofReading(company, documentId, payer) {
      if (!(await checks.takePicture(documentId))) return undefined;
      try {
        return await register.paidBy(payer).has(company);
      } catch (error) {
        if (error instanceof Failed) await checks.giveBackPicture(documentId);
        throw error;
      }
    },

    async forPicture(claim, documentId, payer) {
      const before = await checks.findAnswer(claim, since());
      if (before) return { facts: before };
      if (documentId === undefined || !(await checks.takePicture(documentId))) return undefined;
      try {
        return { facts: await ask(claim, payer) };
      } catch (error) {
        if (error instanceof Failed) await checks.giveBackPicture(documentId);
        throw error;
      }
    },
  };
}
