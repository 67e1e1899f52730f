import { normalInput } from '../../shared/domain/filing/eligibility-input.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import { stops } from '../../shared/domain/finding.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { checkEligibility as decide } from '../../shared/domain/rules/eligibility.ts';
import { Failed } from '../../shared/ports/failed.ts';
import type { View } from '../../shared/ports/views.ts';
import type { Ports } from './ports.ts';

/** Long enough to find one's phone and papers. */
const TICKET_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Filing types that the service does not offer yet. */
const NOT_OFFERED = { change: 'filing-type.change', cancellation: 'filing-type.cancellation' } as const;

export interface CheckCommand {
  readonly applicantId: string | undefined;
  readonly body: EligibilityInput & { readonly wanted?: keyof typeof NOT_OFFERED | undefined };
}

/** Checks whether and as which type this may be filed here. If so, returns a ticket and a code to scan for it. */
export async function checkEligibility({ applicantId, body }: CheckCommand, ports: Ports) {
  const { wanted, ...typed } = body;
  if (wanted) throw new Refused(NOT_OFFERED[wanted]);
  const input = normalInput(typed);
  const { filingType, findings } = decide(await ports.filingCases.eligibility(input, applicantId));
  if (filingType === undefined || stops(findings)) return { eligible: false as const, findings };
  const ticket = ports.ids.secret();
  const expiresAt = new Date(ports.clock.now().getTime() + TICKET_LIFETIME_MS);
  await ports.eligibilityChecks.save({ ticket, input, filingType, expiresAt });
  const miniProgramCode = await codeFor(ticket, ports);
  return { eligible: true as const, filingType, findings, ticket, expiresAt, miniProgramCode };
}

/** The code is optional: without WeChat the person continues with the ticket. */
async function codeFor(ticket: string, { weChat, views, settings }: Ports): Promise<View | undefined> {
  try {
    const image = await weChat.miniProgramCode(ticket, settings.miniProgramPage);
    return await views.show(image, 'image/png');
  } catch (error) {
    if (error instanceof Failed) return undefined;
    throw error;
  }
}
