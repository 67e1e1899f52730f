import type { Filing } from '../../shared/domain/filing/filing.ts';
import type { Faces } from '../../shared/ports/faces.ts';
import type { LivenessProvider } from '../../shared/ports/liveness.ts';
import type { Ports } from './ports.ts';

/** The ports with the vendors that bill their calls, on the budget of one filing. */
export interface PaidPorts extends Omit<Ports, 'faces' | 'livenessProvider'> {
  readonly faces: Faces;
  readonly livenessProvider: LivenessProvider;
}

export function paidBy(
  { id: filingId, applicantId: accountId }: Pick<Filing, 'id' | 'applicantId'>,
  ports: Ports,
): PaidPorts {
  const payer = { accountId, filingId };
  return { ...ports, faces: ports.faces.paidBy(payer), livenessProvider: ports.livenessProvider.paidBy(payer) };
}
