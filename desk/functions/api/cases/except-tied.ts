import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Ports } from '../ports.ts';

interface OfCase {
  readonly staff: StaffCaller;
  readonly caseId: string;
}

type UseCase = (input: never, ports: never) => Promise<unknown>;

/**
 * Use cases about one case, refused to whoever has declared a number that stands in it, whatever they may do otherwise.
 *
 * @throws Refused('case.tied')
 */
export const exceptTied = <U extends Readonly<Record<string, UseCase>>>(useCases: U): U =>
  Object.fromEntries(
    Object.entries(useCases).map(([name, useCase]) => [
      name,
      async (input: OfCase, ports: Ports) => {
        if (await ports.declaredTies.isTied(input.staff.staffId, input.caseId)) throw new Refused('case.tied');
        return useCase(input as never, ports as never);
      },
    ]),
  ) as unknown as U;
