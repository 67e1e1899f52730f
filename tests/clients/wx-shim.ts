import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** Arguments of WeChat's mini-program API; only the fields that are used here. */
interface Call<Answer> {
  readonly success?: (answer: Answer) => void;
  readonly fail?: (failure: { readonly errMsg: string }) => void;
}

interface Request extends Call<Answer> {
  readonly url: string;
  readonly method?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly data?: string | ArrayBuffer;
  readonly responseType?: 'text' | 'arraybuffer';
}

interface Upload extends Call<Answer> {
  readonly url: string;
  readonly filePath: string;
  readonly name: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly formData?: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly statusCode: number;
  readonly header: Readonly<Record<string, string>>;
  readonly data: string | ArrayBuffer;
}

interface FileCall<Found> extends Call<Found> {
  readonly filePath?: string;
  readonly path?: string;
}

/**
 * The part of WeChat's mini-program API that uploads and downloads need, on Node's fetch and files. Source: WeChat
 * documentation, wx.request, wx.uploadFile, FileSystemManager. An HTTP error is a success there: only a missing
 * response is a failure.
 */
export function wxShim() {
  const stored = new Map<string, string>();
  return {
    canIUse: () => true,
    getAppBaseInfo: () => ({}),
    getDeviceInfo: () => ({}),
    getNetworkType: ({ success }: Call<{ networkType: string }>) => success?.({ networkType: 'wifi' }),
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: string) => void stored.set(key, value),
    removeStorageSync: (key: string) => void stored.delete(key),
    getFileSystemManager: () => ({
      readFile: ({ filePath = '', ...call }: FileCall<{ data: ArrayBuffer }>) =>
        settle(call, async () => ({ data: arrayBufferOf(await readFile(filePath)) })),
      stat: ({ path = '', ...call }: FileCall<{ stats: { size: number } }>) =>
        settle(call, async () => ({ stats: { size: (await stat(path)).size } })),
    }),
    request: (request: Request) => {
      settle(request, () => send(request));
      return { abort: () => {} };
    },
    uploadFile: (upload: Upload) => {
      settle(upload, () => sendForm(upload));
      return { abort: () => {}, onProgressUpdate: () => {} };
    },
  };
}

function settle<Found>({ success, fail }: Call<Found>, work: () => Promise<Found>): void {
  work().then(
    (found) => success?.(found),
    (error: unknown) => fail?.({ errMsg: String(error) }),
  );
}

async function send({ url, method = 'GET', header = {}, data, responseType }: Request): Promise<Answer> {
  const body = data === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: data };
  return await answerOf(await fetch(url, { method, headers: header, ...body }), responseType);
}

/**
 * The phone frames the form itself, whatever type the header names; it guesses the file's type and puts the file last.
 */
async function sendForm({ url, filePath, name, header = {}, formData = {} }: Upload): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries(formData)) form.append(field, String(value));
  form.append(name, new Blob([await readFile(filePath)], { type: 'image/jpeg' }), basename(filePath));
  const kept = Object.entries(header).filter(([name]) => name.toLowerCase() !== 'content-type');
  return await answerOf(await fetch(url, { method: 'POST', headers: kept, body: form }), 'text');
}

const answerOf = async (answer: Response, responseType: Request['responseType']): Promise<Answer> => ({
  statusCode: answer.status,
  header: Object.fromEntries(answer.headers),
  data: responseType === 'arraybuffer' ? await answer.arrayBuffer() : await answer.text(),
});

const arrayBufferOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
