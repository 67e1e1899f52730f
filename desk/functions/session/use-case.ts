import type { UseCase as UseCaseOf } from '../../../contracts/kit/contract.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** The use case of an operation, with the ports that it needs: all of the room's, where none are named. */
export type UseCase<Name extends keyof typeof contract, Needed extends keyof Ports = keyof Ports> = UseCaseOf<
  (typeof contract)[Name],
  Pick<Ports, Needed>
>;
