import { SIGN_IN_AGAIN } from '../../client/account/phone-sign-in.ts';
import { type Call, createApiClient } from '../../client/calls/api-client.ts';
import type { View } from '../../client/calls/messages.ts';
import { type Destination, withRetries } from '../../client/calls/transfer.ts';
import { ApiError, networkLost } from '../../contracts/client/api-error.ts';
import type { HttpRequest, HttpResponse } from '../../contracts/client/http-client.ts';
import { heardNetwork } from './network.ts';
import { secretOfPhone } from './secrets.ts';
import { SETTINGS } from './settings.ts';

const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 120_000;
/** A token that expires sooner is replaced first. */
const RENEW_BEFORE_MS = 60_000;

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const send = ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    wx.request({
      url,
      method,
      header: headers,
      timeout: TIMEOUT_MS,
      ...(body !== undefined && { data: body }),
      // What isn't JSON stays a text.
      success: ({ statusCode, data }) => {
        heardNetwork(true);
        resolve({ status: statusCode, body: typeof data === 'string' ? undefined : data });
      },
      fail: ({ errMsg }) => {
        heardNetwork(false);
        reject(new Error(errMsg));
      },
    });
  });

/** 32 hexadecimal digits: a name for a command, no secret. */
export const newKey = (): string =>
  Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');

interface Session {
  readonly token: string;
  readonly expiresAt: string;
}
/** The phone keeps the token, so that each start is not a sign-in of its own. */
const SESSION_KEY = 'session';
let session: Promise<Session> | undefined;

/** Forgets the session; the next call signs in silently. */
export function forgetSession(): void {
  session = undefined;
  wx.removeStorageSync(SESSION_KEY);
}

async function signIn(): Promise<Session> {
  const { code } = await wx.login();
  const begun = await client('signIn', { body: { code, device: await secretOfPhone('device') } });
  wx.setStorageSync(SESSION_KEY, begun);
  return begun;
}

const storedSession = (): Session | undefined => (wx.getStorageSync(SESSION_KEY) as Session) || undefined;

/** Whether this phone was signed in before. */
export const isKnownPerson = (): boolean => storedSession() !== undefined;

async function token(): Promise<string> {
  const before = session;
  const known = (await before?.catch(() => undefined)) ?? storedSession();
  const isGood = known !== undefined && Date.parse(known.expiresAt) - Date.now() > RENEW_BEFORE_MS;
  if (isGood) return known.token;
  // Concurrent calls share one sign-in.
  if (session === before) session = undefined;
  session ??= signIn();
  return (await session).token;
}

const client = createApiClient({
  baseUrl: SETTINGS.api,
  send,
  token,
  newKey,
  sleep,
  onSessionEnd: forgetSession,
});

/** Asks before the silent sign-in: the person knows that it is they who allow what follows. */
const agreesToSignIn = async (): Promise<boolean> => {
  const { title, why: content } = SIGN_IN_AGAIN;
  return (await wx.showModal({ title, content, confirmText: '微信登录', cancelText: '返回' })).confirm;
};

/**
 * Calls one operation of the API. Whoever holds the phone is signed in by WeChat, and again when their session was ended, or
 * is older than the operation allows and they agree.
 *
 * @throws ApiError
 */
export const call: Call = async (name, input, options) => {
  try {
    return await client(name, input, options);
  } catch (error) {
    const code = error instanceof ApiError ? error.code : undefined;
    const isOld = code === 'session.old-sign-in' && (await agreesToSignIn());
    if (isOld) forgetSession();
    if (isOld || code === 'session.invalid') return client(name, input, options);
    throw error;
  }
};

/** Fetches the contents of a view: JSON with values in clear. The link is valid for five minutes. @throws ApiError */
export async function readView<T>({ url }: NonNullable<View>): Promise<T> {
  const { status, body } = await send({ method: 'GET', url, headers: {} }).catch((error) => {
    throw networkLost(error);
  });
  if (status >= 400) throw networkLost(`the view answered ${status}`);
  return body as T;
}

/** A file on this phone. */
export interface PhoneFile {
  readonly path: string;
  /** Media type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** Uploads a file by a form, with retries. @param tell is called with the uploaded share, 0 to 1. @throws ApiError */
export const sendFile = (to: Destination, file: PhoneFile, tell: (share: number) => void): Promise<void> =>
  withRetries(() => upload(to, file, tell), sleep);

const upload = (to: Destination, { path }: PhoneFile, tell: (share: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!('post' in to)) throw new Error('a phone uploads by forms only');
    const task = wx.uploadFile({
      url: to.post.url,
      filePath: path,
      name: 'file',
      formData: to.post.fields,
      timeout: UPLOAD_TIMEOUT_MS,
      success: ({ statusCode }) =>
        statusCode < 300 ? resolve() : reject(networkLost(`the store answered ${statusCode}`)),
      fail: ({ errMsg }) => reject(networkLost(errMsg)),
    });
    task.onProgressUpdate(({ progress }) => tell(progress / 100));
  });

/** Downloads a file of the store. @returns its path on this phone. @throws ApiError */
export const download = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode < 300 ? resolve(tempFilePath) : reject(networkLost(`the store answered ${statusCode}`)),
      fail: ({ errMsg }) => reject(networkLost(errMsg)),
    });
  });
