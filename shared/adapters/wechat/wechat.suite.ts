import { describe, expect, it } from 'vitest';
import type { WeChat } from '../../ports/accounts/wechat.ts';

/** A WeChat, and the person who holds the phone. */
export interface WeChatUnderTest {
  readonly weChat: WeChat;
  /** `wx.login` of a named person: a one-time code. */
  login(name: string): Promise<string>;
  /** The same for a person whom WeChat blocks as high-risk. */
  loginBlocked(name: string): Promise<string>;
  /** What the code in a picture opens. */
  scan(picture: Buffer): { readonly scene: string; readonly page: string } | undefined;
}

/** The contract of WeChat. */
export function describeWeChat(name: string, open: () => WeChatUnderTest): void {
  describe(name, () => {
    it('recognizes a person at each sign-in, and distinguishes people', async () => {
      const { weChat, login } = open();

      const first = await weChat.openidOf(await login('林小满'));
      const again = await weChat.openidOf(await login('林小满'));
      const other = await weChat.openidOf(await login('周明远'));

      expect(first).toMatch(/^o[\w-]{27}$/);
      expect(again).toBe(first);
      expect(other).not.toBe(first);
    });

    it('returns nobody for a code that was used before', async () => {
      const { weChat, login } = open();
      const code = await login('林小满');
      await weChat.openidOf(code);

      const second = await weChat.openidOf(code);

      expect(second).toBeUndefined();
    });

    it('returns nobody for an unknown code', async () => {
      const { weChat } = open();

      const openid = await weChat.openidOf('0invented&appid=other');

      expect(openid).toBeUndefined();
    });

    it('returns nobody when WeChat blocks the person', async () => {
      const { weChat, loginBlocked } = open();

      const openid = await weChat.openidOf(await loginBlocked('林小满'));

      expect(openid).toBeUndefined();
    });

    it('returns a picture that opens the page with the scene', async () => {
      const { weChat, scan } = open();

      const picture = await weChat.miniProgramCode('Yk3-_cvR2mXq0s1tZ9aBcQ', 'pages/start/start');

      expect(scan(picture)).toEqual({ scene: 'Yk3-_cvR2mXq0s1tZ9aBcQ', page: 'pages/start/start' });
    });
  });
}
