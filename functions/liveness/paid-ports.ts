import type { Payer } from '../../shared/domain/paid-calls.ts';
import type { Faces } from '../../shared/ports/documents/faces.ts';
import type { LivenessProvider } from '../../shared/ports/documents/liveness.ts';
import type { Ports } from './ports.ts';

/** The ports with the vendors that bill their calls, on the budget of one filing and of the account that asks. */
export interface PaidPorts extends Omit<Ports, 'faces' | 'livenessProvider'> {
  readonly faces: Faces;
  readonly livenessProvider: LivenessProvider;
}

export const paidBy = (payer: Payer, ports: Ports): PaidPorts => ({
  ...ports,
  faces: ports.faces.paidBy(payer),
  livenessProvider: ports.livenessProvider.paidBy(payer),
});
