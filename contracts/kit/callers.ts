import type { Right } from '../desk/rights.ts';
import type { Operation } from './contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from './default-limits.ts';

type Method = Operation['method'];
type Path = Operation['path'];

const usualLimits = (method: Method) => (method === 'GET' ? READ_LIMITS : WRITE_LIMITS);

/** Begins an operation whose caller is not identified: its limits follow it. */
export const asAnybody = <const M extends Method, const P extends Path>(method: M, path: P) =>
  ({ method, path, caller: 'anonymous' }) as const;

/** Begins an operation of applicants who are signed in: `...asApplicant('GET', '/v1/me')`. Limits other than the usual ones follow it. */
export const asApplicant = <const M extends Method, const P extends Path>(method: M, path: P) =>
  ({ method, path, caller: 'session', limits: usualLimits(method) }) as const;

/** Begins an operation of staff who are signed in at the desk and have the right. Limits other than the usual ones follow it. */
export const asStaff = <const R extends Right, const M extends Method, const P extends Path>(
  right: R,
  method: M,
  path: P,
) => ({ method, path, caller: 'staff', right, limits: usualLimits(method) }) as const;
