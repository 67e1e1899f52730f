/** Thrown by the WeChat stand-in: returned as `{errcode, errmsg}` with HTTP status 200, as the vendor does. */
export class WeChatError extends Error {
  override readonly name = 'WeChatError';
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(errmsg);
  }
}
