/** The WeChat platform's API, as far as we need it. */
export interface WeChat {
  /**
   * Exchanges the one-time code of `wx.login` for the person's openid (`jscode2session`).
   *
   * @returns undefined when the code is invalid or used, or the person is blocked (40029, 40163, 40226).
   * @throws Failed('wechat', …) when WeChat is busy or unreachable.
   */
  openidOf(code: string): Promise<string | undefined>;
  /**
   * A mini-program code image (`getwxacodeunlimit`) that opens `page` with `scene`.
   *
   * @param scene at most 32 visible characters, without `%`.
   * @throws Failed('wechat', …) when WeChat is busy or unreachable, or makes no image.
   */
  miniProgramCode(scene: string, page: string): Promise<Buffer>;
}
