import * as z from 'zod/mini';
import { ROLES } from '../../shared/desk/domain/rights.ts';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../shared/edge/default-limits.ts';

const staff = z.strictObject({
  staffId: z.uuid(),
  displayName: z.string(),
  roles: z.array(z.enum(ROLES)),
});

/** Sign-in of the staff. */
export const contract = defineContract({
  showStaff: {
    method: 'GET',
    path: '/v1/staff-session',
    summary: '查看自己的登录和岗位',
    caller: 'staff',
    right: 'use-desk',
    limits: READ_LIMITS,
    reply: z.strictObject({ staff }),
  },
  signOut: {
    method: 'DELETE',
    path: '/v1/staff-session',
    summary: '退出登录',
    caller: 'staff',
    right: 'use-desk',
    limits: WRITE_LIMITS,
    cookies: true,
    reply: z.strictObject({ signedOut: z.literal(true) }),
  },
});
