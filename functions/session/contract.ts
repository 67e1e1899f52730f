import * as z from 'zod';
import { defineContract } from '../../shared/edge/contract.ts';
import { instant, line } from '../../shared/schemas/words.ts';

export const contract = defineContract({
  signIn: {
    method: 'POST',
    path: '/v1/sessions',
    summary: '登录：用 wx.login 得到的 code 换取会话令牌',
    caller: 'nobody',
    body: z.strictObject({ code: line(128) }),
    reply: z.strictObject({ token: z.string(), expiresAt: instant }),
    status: 201,
  },
});
