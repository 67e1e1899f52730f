import { anything, type BuiltIn, define, number, pressable, tell, text } from './built-in.ts';
import { claimCamera, type OpenCamera, releaseCamera } from './camera.ts';
import { addressOf } from './files.ts';
import { element } from './overlays.ts';
import { navigation } from './pages.ts';
import { permit } from './permissions.ts';

const FITS: Readonly<Record<string, string>> = { aspectFit: 'contain', aspectFill: 'cover', scaleToFill: 'fill' };

/** Tags that show something. */
export function defineViews(): void {
  define('view', {});
  define('text', { properties: { selectable: Boolean, userSelect: Boolean, space: text(), decode: Boolean } });
  define('scroll-view', {
    properties: {
      scrollX: Boolean,
      scrollY: Boolean,
      scrollTop: anything(),
      enhanced: Boolean,
      scrollIntoView: text(),
    },
    make: (host) => ({
      on: {
        scrollX: (is: boolean) => {
          host.style.overflowX = is ? 'auto' : 'hidden';
        },
        scrollY: (is: boolean) => {
          host.style.overflowY = is ? 'auto' : 'hidden';
        },
      },
    }),
  });
  define('progress', {
    role: 'progressbar',
    slot: false,
    properties: {
      percent: number(),
      strokeWidth: number(6),
      activeColor: text('#09BB07'),
      backgroundColor: text('#EBEBEB'),
    },
    make: (host) => {
      const bar = host.appendChild(element('i'));
      return {
        on: {
          percent: (value: number) => {
            bar.style.width = `${value}%`;
            host.setAttribute('aria-valuenow', String(value));
          },
          activeColor: (value: string) => {
            bar.style.background = value;
          },
          backgroundColor: (value: string) => {
            host.style.background = value;
          },
        },
      };
    },
  });
  define('navigator', {
    role: 'link',
    properties: { url: text(), openType: text('navigate') },
    make: (host, component) => {
      pressable(host, ['Enter']);
      host.addEventListener('click', () => {
        const url = String(component.data.url);
        if (component.data.openType === 'redirect') navigation.replace(url);
        else navigation.to(url);
      });
      return {};
    },
  });
  define('image', {
    role: 'img',
    slot: false,
    properties: { src: text(), mode: text('scaleToFill'), lazyLoad: Boolean, showMenuByLongpress: Boolean },
    make: makeImage,
  });
  define('video', {
    slot: false,
    properties: { src: text(), controls: { type: Boolean, value: true }, muted: Boolean, objectFit: text('contain') },
    make: (host) => {
      const video = host.appendChild(element('video'));
      return {
        control: video,
        on: {
          src: (value: string) => {
            if (value) video.src = addressOf(value);
          },
          controls: (is: boolean) => {
            video.controls = is;
          },
          muted: (is: boolean) => {
            video.muted = is;
          },
        },
      };
    },
  });
  define('camera', {
    properties: { mode: text('normal'), devicePosition: text('back'), flash: text('auto'), frameSize: text('medium') },
    make: makeCamera,
  });
}

function makeImage(host: HTMLElement, component: BuiltIn) {
  const img = host.appendChild(element('img', '', {}));
  img.alt = '';
  img.onload = () => {
    if (component.data.mode === 'widthFix')
      host.style.height = `${(host.clientWidth * img.naturalHeight) / img.naturalWidth}px`;
    tell(component, 'load', { width: img.naturalWidth, height: img.naturalHeight });
  };
  img.onerror = () => tell(component, 'error', { errMsg: `GET ${component.data.src} failed` });
  return {
    on: {
      src: (value: string) => {
        if (value) img.src = addressOf(value);
        else img.removeAttribute('src');
      },
      mode: (value: string) => {
        img.style.objectFit = FITS[value] ?? 'fill';
      },
    },
  };
}

const CAMERA_PIXELS = { width: { ideal: 640 }, height: { ideal: 480 } };

function makeCamera(host: HTMLElement, component: BuiltIn) {
  const video = element('video');
  host.prepend(video);
  Object.assign(video, { muted: true, playsInline: true });
  const camera: OpenCamera = { video, frameSize: () => String(component.data.frameSize) };
  const open = async () => {
    claimCamera(camera);
    await permit('scope.camera');
    const facingMode = component.data.devicePosition === 'front' ? 'user' : 'environment';
    camera.stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode, ...CAMERA_PIXELS },
      audio: false,
    });
    // It may have been removed while its owner was asked.
    if (!host.isConnected) return releaseCamera(camera);
    video.srcObject = camera.stream;
    await video.play();
    tell(component, 'initdone', { maxZoom: 1 });
  };
  return {
    // One sees oneself as in a mirror; what is taken is not mirrored.
    on: {
      devicePosition: (value: string) => {
        video.style.transform = value === 'front' ? 'scaleX(-1)' : '';
      },
    },
    attached: () => {
      open().catch(({ message }: Error) => {
        releaseCamera(camera);
        tell(component, 'error', { errMsg: `insertCamera:fail ${message}` });
      });
    },
    detached: () => releaseCamera(camera),
  };
}
