import { api, Refused } from './api.ts';
import { createCameraContext } from './camera.ts';
import { addressOf, chooseFiles, fileAt, keep, sizeOf } from './files.ts';
import { downloadFile, request, uploadFile } from './network.ts';
import { ask, showDialog, showPicture, showToast } from './overlays.ts';
import * as permissions from './permissions.ts';
import { query, settings } from './program.ts';
import { storageFunctions } from './storage.ts';

/** What `wx` needs of the page stack. */
export interface Navigation {
  to(url: string): void;
  replace(url: string): void;
  back(): void;
  reset(url: string): void;
  scroll(target: { selector: string; offsetTop?: number }): void;
}

const LONGEST_BUTTON = 4;
const MOST_TEMPLATES = 3;
const TOAST_MS = 1500;

interface Url {
  readonly url: string;
}
interface ModalGiven {
  readonly title?: string;
  readonly content?: string;
  readonly showCancel?: boolean;
  readonly cancelText?: string;
  readonly confirmText?: string;
}

/** The part of `wx` that the simulator plays. What it lacks is undefined, as on an old phone. */
export function createWx(navigation: Navigation) {
  return {
    request,
    uploadFile,
    downloadFile,
    ...storageFunctions,
    ...account,
    ...media,
    ...ui,
    ...device,

    navigateTo: api<Url>('navigateTo', ({ url }) => navigation.to(url)),
    navigateBack: api<object>('navigateBack', () => navigation.back()),
    redirectTo: api<Url>('redirectTo', ({ url }) => navigation.replace(url)),
    reLaunch: api<Url>('reLaunch', ({ url }) => navigation.reset(url)),
    pageScrollTo: api<{ selector: string; offsetTop?: number }>('pageScrollTo', (given) => navigation.scroll(given)),
  };
}

const codeFrom = async (url: string | undefined): Promise<string> => {
  if (!url) throw new Refused('this phone can do no such thing');
  return ((await (await fetch(url)).json()) as { code: string }).code;
};

/** `detail` of the event of `button open-type="getPhoneNumber"`. */
export async function phoneNumberDetail(): Promise<object> {
  const isAllowed = await ask('申请获取并验证你的手机号', query.number, '不允许', '允许');
  if (!isAllowed) return { errMsg: 'getPhoneNumber:fail user deny' };
  return { errMsg: 'getPhoneNumber:ok', code: await codeFrom(`${settings.phoneNumber}?number=${query.number}`) };
}

const account = {
  login: api<object>('login', async () => ({
    code: await codeFrom(`${settings.login}?name=${encodeURIComponent(query.person)}`),
  })),
  openPrivacyContract: api<object>('openPrivacyContract', () => permissions.openPrivacyContract()),
  openSetting: api<object>('openSetting', () => permissions.openSetting()),
  requestSubscribeMessage: api<{ tmplIds: readonly string[] }>('requestSubscribeMessage', async ({ tmplIds }) => {
    if (!navigator.userActivation.isActive) throw new Refused('can only be invoked by user TAP gesture.', 20004);
    if (tmplIds.length < 1 || tmplIds.length > MOST_TEMPLATES)
      throw new Refused('Templates count out of max bounds', 20003);
    const isAccepted = await ask('订阅消息', `允许发送 ${tmplIds.length} 条一次性消息`, '取消', '允许');
    return Object.fromEntries(tmplIds.map((id) => [id, isAccepted ? 'accept' : 'reject']));
  }),
};

interface ChooseGiven {
  readonly count?: number;
  readonly mediaType?: readonly ('image' | 'video' | 'mix')[];
}

const media = {
  chooseMedia: api<ChooseGiven>('chooseMedia', async ({ count = 9, mediaType = ['image', 'video'] }) => {
    await permissions.needPrivacy();
    const accept = mediaType.map((type) => (type === 'mix' ? 'image/*,video/*' : `${type}/*`)).join(',');
    const chosen = (await chooseFiles(accept, count > 1)).slice(0, count);
    const tempFiles = await Promise.all(
      chosen.map(async (file) => ({
        tempFilePath: keep(file, file.name.split('.').pop() || 'jpg'),
        size: file.size,
        fileType: file.type.startsWith('video') ? 'video' : 'image',
        duration: 0,
        ...(await sizeOf(file)),
      })),
    );
    return { tempFiles, type: 'image' };
  }),
  getImageInfo: api<{ src: string }>('getImageInfo', async ({ src }) => {
    const blob = fileAt(src);
    return { ...(await sizeOf(blob)), path: src, orientation: 'up', type: blob.type.replace('image/', '') };
  }),
  compressImage: api<{ src: string; quality?: number; compressedWidth?: number }>(
    'compressImage',
    async ({ src, quality = 80, compressedWidth }) => {
      const bitmap = await createImageBitmap(fileAt(src));
      const width = compressedWidth ?? bitmap.width;
      const canvas = new OffscreenCanvas(width, Math.round((bitmap.height * width) / bitmap.width));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: quality / 100 });
      return { tempFilePath: keep(blob, 'jpg') };
    },
  ),
  previewImage: api<{ urls: readonly string[]; current?: string }>('previewImage', async ({ urls, current }) => {
    const at = current === undefined ? 0 : urls.indexOf(current);
    await showPicture(addressOf(urls[at] ?? ''));
  }),
  openDocument: api<{ filePath: string; showMenu?: boolean }>('openDocument', async ({ filePath }) => {
    fileAt(filePath);
    window.open(addressOf(filePath));
  }),
  createCameraContext,
  getFileSystemManager: () => ({
    getFileInfo: api<{ filePath: string }>('getFileInfo', ({ filePath }) => ({ size: fileAt(filePath).size })),
  }),
};

const ui = {
  showToast: api<{ title: string; duration?: number }>('showToast', ({ title, duration = TOAST_MS }) =>
    showToast(title, duration),
  ),
  showModal: api<ModalGiven>('showModal', async (given) => {
    const { title, content, showCancel = true, cancelText = '取消', confirmText = '确定' } = given;
    if (Math.max(cancelText.length, confirmText.length) > LONGEST_BUTTON)
      throw new Refused('cancelText or confirmText length should not larger than 4 Chinese characters');
    const buttons = [...(showCancel ? [{ name: 'no', text: cancelText }] : []), { name: 'yes', text: confirmText }];
    const name = await showDialog({ title, content, buttons });
    return { confirm: name === 'yes', cancel: name === 'no', content: null };
  }),
  setClipboardData: api<{ data: string }>('setClipboardData', ({ data }) => {
    document.documentElement.dataset.clipboard = data;
    showToast('内容已复制', TOAST_MS);
  }),
  makePhoneCall: api<{ phoneNumber: string }>('makePhoneCall', async ({ phoneNumber }) => {
    if (!(await ask('拨打电话', phoneNumber, '取消', '呼叫'))) throw new Refused('cancel');
  }),
};

const device = {
  getDeviceInfo: () => ({ brand: 'devtools', model: 'browser', system: 'Linux', platform: 'devtools' }),
  getAppBaseInfo: () => ({
    SDKVersion: '3.8.12',
    language: 'zh_CN',
    version: '8.0.60',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    fontSizeSetting: Math.round(16 * query.fontScale),
    fontSizeScaleFactor: query.fontScale,
  }),
  // Asked at the start: the page came over a network, also where it is loopback and the browser says that it has none.
  getNetworkType: api<object>('getNetworkType', () => ({ networkType: 'wifi' })),
  onNetworkStatusChange: (listener: (status: { isConnected: boolean; networkType: string }) => void) => {
    addEventListener('online', () => listener({ isConnected: true, networkType: 'wifi' }));
    addEventListener('offline', () => listener({ isConnected: false, networkType: 'none' }));
  },
  onNetworkWeakChange: (listener: (status: { weakNet: boolean; networkType: string }) => void) =>
    addEventListener('weak-network', () => listener({ weakNet: true, networkType: 'wifi' })),
  getUpdateManager: () => ({
    onCheckForUpdate() {},
    onUpdateReady: (listener: () => void) => addEventListener('update-ready', listener),
    onUpdateFailed() {},
    applyUpdate: () => location.reload(),
  }),
  getRandomValues: api<{ length: number }>('getRandomValues', ({ length }) => ({
    randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
  })),
  arrayBufferToBase64: (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes))),
  setVisualEffectOnCapture: api<{ visualEffect: string }>('setVisualEffectOnCapture', ({ visualEffect }) => {
    document.documentElement.dataset.onCapture = visualEffect;
  }),
  setKeepScreenOn: api<{ keepScreenOn: boolean }>('setKeepScreenOn', () => {}),
};

export type Wx = ReturnType<typeof createWx>;
