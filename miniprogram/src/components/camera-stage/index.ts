import { type FrameHint, hintsFor } from '../../../../client/liveness/frame-hints.ts';
import { sleep } from '../../api.ts';

/** Judged a few times a second: a phone has more to do. */
const LOOK_EVERY_MS = 400;
/** Long enough to read and to perform an action: closing the eyes takes a second. */
const ACTION_MS = 2800;
/** A still face before the first action and after the last one. */
const STILL_MS = 1500;
const STILL_TEXT = '正对镜头，保持不动';
const LONGEST_SECONDS = 60;

interface Recorded {
  readonly photoPath: string;
  readonly videoPath: string;
}
interface Own {
  camera?: WechatMiniprogram.CameraContext;
  listener?: WechatMiniprogram.CameraFrameListener;
  lookedAtMs?: number;
  isGone?: boolean;
}
const ownOf = (component: object): Own => component as Own;

/** The camera with an oval for the face: takes a photo, then records a video of the actions. */
Component({
  properties: {
    actions: { type: Array, value: [] as string[] },
    /** The vendor films on a page of its own: a photo is all. */
    photoOnly: Boolean,
  },
  data: { hints: [] as FrameHint[], photo: '', prompt: '', done: 0, isReady: false },
  lifetimes: {
    detached() {
      ownOf(this).isGone = true;
      ownOf(this).listener?.stop();
    },
  },
  methods: {
    ready() {
      const own = ownOf(this);
      own.camera = wx.createCameraContext();
      own.listener = own.camera.onCameraFrame((frame) => this.look(frame));
      own.listener.start();
      this.setData({ isReady: true });
    },
    refused({ detail }: { readonly detail: { readonly errMsg: string } }) {
      this.triggerEvent('refused', { errMsg: detail.errMsg });
    },
    look({ width, height, data }: WechatMiniprogram.OnCameraFrameCallbackResult) {
      const own = ownOf(this);
      const nowMs = Date.now();
      if (nowMs - (own.lookedAtMs ?? 0) < LOOK_EVERY_MS || this.data.prompt) return;
      own.lookedAtMs = nowMs;
      const hints = hintsFor({ width, height, channels: 4, pixels: new Uint8Array(data) });
      if (JSON.stringify(hints) !== JSON.stringify(this.data.hints)) this.setData({ hints: [...hints] });
    },
    takePhoto() {
      const { camera } = ownOf(this);
      camera?.takePhoto({
        quality: 'high',
        selfieMirror: false,
        success: ({ tempImagePath }) => {
          this.setData({ photo: tempImagePath });
          if (this.data.photoOnly) this.triggerEvent('done', { photoPath: tempImagePath, videoPath: '' });
        },
        fail: ({ errMsg }) => this.triggerEvent('refused', { errMsg }),
      });
    },
    record() {
      const { camera } = ownOf(this);
      if (camera) this.film(camera).catch((error) => this.triggerEvent('refused', { errMsg: String(error?.errMsg) }));
    },
    async film(camera: WechatMiniprogram.CameraContext) {
      const own = ownOf(this);
      own.listener?.stop();
      wx.setKeepScreenOn({ keepScreenOn: true });
      await new Promise<unknown>((success, fail) => {
        camera.startRecord({ timeout: LONGEST_SECONDS, selfieMirror: false, success, fail });
      });
      const script = [
        { text: STILL_TEXT, ms: STILL_MS },
        ...this.data.actions.map((text) => ({ text, ms: ACTION_MS })),
        { text: STILL_TEXT, ms: STILL_MS },
      ];
      for (const [done, { text, ms }] of script.entries()) {
        // The person has left, or the phone took a call.
        if (own.isGone) return;
        this.setData({ prompt: text, done });
        await sleep(ms);
      }
      const { tempVideoPath } = await new Promise<WechatMiniprogram.StopRecordSuccessCallbackResult>(
        (success, fail) => {
          camera.stopRecord({ compressed: false, success, fail });
        },
      );
      wx.setKeepScreenOn({ keepScreenOn: false });
      const recorded: Recorded = { photoPath: this.data.photo, videoPath: tempVideoPath };
      this.triggerEvent('done', recorded);
    },
  },
});
