import { type Callbacks, Refused, task } from './api.ts';
import { fileAt, keep } from './files.ts';
import { settings } from './program.ts';

/** Codes of WeChat: 通用错误码. */
const ERRNO = { timeout: 5, invalidUrl: 600009, notInList: 600002, network: 600001 } as const;
const TIMEOUT_MS = 60_000;
/** Headers that a mini program can't set. */
const FIXED_HEADERS = ['referer', 'user-agent', 'content-length', 'host', 'cookie'];

type Headers = Readonly<Record<string, string>>;

/** The list of domains of the mini program's console. @throws Refused */
function checkDomain(url: string): void {
  if (!/^https?:\/\//.test(url)) throw new Refused(`invalid url "${url}"`, ERRNO.invalidUrl);
  const { origin } = new URL(url);
  const isOwn = origin === location.origin && settings.domains.includes('self');
  if (!isOwn && !settings.domains.includes(origin)) throw new Refused('url not in domain list', ERRNO.notInList);
}

interface RequestGiven {
  readonly url: string;
  readonly method?: string;
  readonly header?: Headers;
  readonly data?: unknown;
  readonly dataType?: string;
  readonly responseType?: 'text' | 'arraybuffer';
  readonly timeout?: number;
}

/** `wx.request`. */
export function request(given: RequestGiven & Callbacks) {
  const control = new AbortController();
  task('request', given, async ({ url, method = 'GET', header = {}, data, responseType, timeout = TIMEOUT_MS }) => {
    checkDomain(url);
    const timer = setTimeout(() => control.abort('timeout'), timeout);
    const headers = { 'content-type': 'application/json', ...allowed(header) };
    const body = data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data);
    try {
      const response = await fetch(url, {
        method,
        headers,
        signal: control.signal,
        credentials: 'omit',
        cache: 'no-store',
        ...(body !== undefined && { body }),
      });
      const answer = responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
      const header_ = Object.fromEntries([...response.headers]);
      return { data: parsed(answer), statusCode: response.status, header: header_, cookies: [] };
    } catch (error) {
      const isLate = control.signal.reason === 'timeout';
      throw new Refused(isLate ? 'timeout' : (error as Error).message, isLate ? ERRNO.timeout : ERRNO.network);
    } finally {
      clearTimeout(timer);
    }
  });
  return { abort: () => control.abort('abort') };
}

const allowed = (header: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(header)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => !FIXED_HEADERS.includes(name)),
  );

/** What isn't JSON stays a text, as in WeChat. */
function parsed(answer: string | ArrayBuffer): unknown {
  if (typeof answer !== 'string') return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

interface UploadGiven {
  readonly url: string;
  readonly filePath: string;
  readonly name: string;
  readonly header?: Headers;
  readonly formData?: Headers;
  readonly timeout?: number;
}
interface UploadProgress {
  readonly progress: number;
  readonly totalBytesSent: number;
  readonly totalBytesExpectedToSend: number;
}

/** `wx.uploadFile`: a form whose last part is the file. `data` of its result is always a text. */
export function uploadFile(given: UploadGiven & Callbacks) {
  const sending = new XMLHttpRequest();
  const watchers: ((progress: UploadProgress) => void)[] = [];
  task('uploadFile', given, ({ url, filePath, name, header = {}, formData = {}, timeout = TIMEOUT_MS }) => {
    checkDomain(url);
    const form = new FormData();
    for (const [key, value] of Object.entries(formData)) form.append(key, String(value));
    form.append(name, fileAt(filePath), filePath.split('/').pop());
    return new Promise((resolve, reject) => {
      const refuse = (message: string) => () => reject(new Refused(message, ERRNO.network));
      sending.open('POST', url);
      sending.timeout = timeout;
      for (const [key, value] of Object.entries(allowed(header)))
        if (key !== 'content-type') sending.setRequestHeader(key, value);
      sending.upload.onprogress = ({ loaded, total }) => {
        const progress = Math.round((100 * loaded) / total);
        for (const watch of watchers) watch({ progress, totalBytesSent: loaded, totalBytesExpectedToSend: total });
      };
      sending.onload = () => resolve({ data: sending.responseText, statusCode: sending.status, header: {} });
      sending.onerror = refuse('net error');
      sending.ontimeout = refuse('timeout');
      sending.onabort = refuse('abort');
      sending.send(form);
    });
  });
  return {
    abort: () => sending.abort(),
    onProgressUpdate: (watch: (progress: UploadProgress) => void) => void watchers.push(watch),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/zip': 'zip',
};

/** `wx.downloadFile`. */
export function downloadFile(given: { readonly url: string; readonly header?: Headers } & Callbacks) {
  const control = new AbortController();
  task('downloadFile', given, async ({ url, header = {} }) => {
    checkDomain(url);
    const response = await fetch(url, { headers: allowed(header), signal: control.signal }).catch((error: Error) => {
      throw new Refused(error.message, ERRNO.network);
    });
    const blob = await response.blob();
    const [type = ''] = blob.type.split(';');
    return { statusCode: response.status, tempFilePath: keep(blob, EXTENSIONS[type] ?? 'bin') };
  });
  return { abort: () => control.abort(), onProgressUpdate: () => {} };
}
