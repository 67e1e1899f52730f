import { type BuiltIn, define, number, tell, text } from './built-in.ts';
import { claimCamera, type OpenCamera, releaseCamera } from './camera.ts';
import { addressOf } from './files.ts';
import { element } from './overlays.ts';
import { permit } from './permissions.ts';

const FITS: Readonly<Record<string, string>> = { aspectFit: 'contain', aspectFill: 'cover', scaleToFill: 'fill' };

/** Tags that show something. */
export function defineViews(): void {
  define('view', {});
  define('text', { properties: { userSelect: Boolean } });
  define('scroll-view', {
    properties: { scrollY: Boolean },
    make: (host) => ({
      on: {
        scrollY: (is: boolean) => {
          host.style.overflowY = is ? 'auto' : 'hidden';
        },
      },
    }),
  });
  define('progress', {
    role: 'progressbar',
    slot: false,
    properties: { percent: number(), activeColor: text('#09BB07') },
    make: (host) => {
      host.style.background = '#EBEBEB';
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
        },
      };
    },
  });
  define('image', {
    role: 'img',
    slot: false,
    properties: { src: text(), mode: text('scaleToFill') },
    make: makeImage,
  });
  define('video', {
    slot: false,
    properties: { src: text(), muted: Boolean },
    make: (host) => {
      const video = host.appendChild(element('video'));
      video.controls = true;
      return {
        control: video,
        on: {
          src: (value: string) => {
            if (value) video.src = addressOf(value);
          },
          muted: (is: boolean) => {
            video.muted = is;
          },
        },
      };
    },
  });
  define('camera', {
    properties: {
      mode: text('normal'),
      devicePosition: text('back'),
      flash: text('auto'),
      frameSize: text('medium'),
      resolution: text('medium'),
    },
    make: makeCamera,
  });
}

function makeImage(host: HTMLElement, component: BuiltIn) {
  const img = host.appendChild(element('img', '', {}));
  img.alt = '';
  img.onload = () => {
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
        host.toggleAttribute('data-width-fix', value === 'widthFix');
      },
    },
  };
}

const CAMERA_PIXELS = { width: { ideal: 640 }, height: { ideal: 480 } };
const MOST_CAMERA_PIXELS = { width: { ideal: 2560 }, height: { ideal: 1440 } };

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
      video: { facingMode, ...(component.data.resolution === 'high' ? MOST_CAMERA_PIXELS : CAMERA_PIXELS) },
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
