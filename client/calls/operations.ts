import type { CallShape } from '../../contracts/client/operation-types.ts';
import type { contract as authorization } from '../../functions/authorization/contract.ts';
import type { contract as contacts } from '../../functions/contacts/contract.ts';
import type { contract as eligibility } from '../../functions/eligibility/contract.ts';
import type { contract as filing } from '../../functions/filing/contract.ts';
import type { contract as liveness } from '../../functions/liveness/contract.ts';
import type { contract as materials } from '../../functions/materials/contract.ts';
import type { contract as me } from '../../functions/me/contract.ts';
import type { contract as records } from '../../functions/records/contract.ts';
import type { contract as session } from '../../functions/session/contract.ts';
import type { contract as submission } from '../../functions/submission/contract.ts';
import type { contract as upload } from '../../functions/upload/contract.ts';

import OPERATIONS_JSON from './operations.json' with { type: 'json' };

type Contracts = typeof session &
  typeof authorization &
  typeof me &
  typeof eligibility &
  typeof filing &
  typeof records &
  typeof contacts &
  typeof upload &
  typeof liveness &
  typeof materials &
  typeof submission;

export type OperationName = keyof Contracts & keyof typeof OPERATIONS_JSON;

/** How each operation is called, as `npm run docs` reads it from the contracts. */
export const OPERATIONS: Readonly<Record<OperationName, CallShape>> = OPERATIONS_JSON as never;

/** The contract of each of these operations. */
export type Operations = Pick<Contracts, OperationName>;
