import { amendedPackage } from '../domain/cases/amendment.ts';
import type { ReviewPackage } from '../domain/cases/package.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { OpenCases } from '../ports/open-cases.ts';

interface Ports {
  readonly decisions: Pick<Decisions, 'latestOf'>;
  readonly openCases: Pick<OpenCases, 'contents'>;
}

/** A package as it was accepted, with what staff have amended; undefined once its filing is erased. */
export async function acceptedContents(
  caseId: string,
  { decisions, openCases }: Ports,
): Promise<ReviewPackage | undefined> {
  const contents = await openCases.contents(caseId);
  const decision = await decisions.latestOf(caseId);
  if (!contents || decision?.state !== 'sent') return contents;
  return amendedPackage(contents, decision.amendments ?? []);
}
