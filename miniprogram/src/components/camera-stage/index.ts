import { type CardHint, cardHints, createShutter, LOOK_ACROSS } from '../../../../client/documents/card-hints.ts';
import { askedCard, mayBeTurned, type Size } from '../../../../client/documents/card-outline.ts';
import { visiblePart } from '../../../../client/documents/visible-part.ts';
import { askedFace, type FrameHint, hintsFor } from '../../../../client/liveness/frame-hints.ts';
import { LIVENESS_WORDS } from '../../../../client/liveness/own-check.ts';
import { type DocumentKind, limitsOf } from '../../../../shared/domain/media/document.ts';
import { sleep } from '../../api.ts';

/** Judged a few times a second: a phone has more to do. */
const LOOK_EVERY_MS = 400;
const FACE_ACROSS = 288;
const AUTO_SHUTTER = 'auto-shutter';
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
  readonly shutter: ReturnType<typeof createShutter>;
  /** The size of the camera's picture on this screen, in pixels. */
  stage?: Size;
  lookedAtMs?: number;
  isGone?: boolean;
}
const ofComponent = new WeakMap<object, Own>();
function ownOf(component: object): Own {
  const known = ofComponent.get(component) ?? { shutter: createShutter() };
  ofComponent.set(component, known);
  return known;
}

const place = ({ x, y, width, height }: Size & { readonly x: number; readonly y: number }): string =>
  `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;

/**
 * The camera on the whole screen. For a document: its outline, and a shutter that goes off when everything is good. Else
 * an oval for the face: takes a photo, then records a video of the actions.
 */
Component({
  properties: {
    /** The kind of document; blank for a face. */
    kind: String,
    actions: { type: Array, value: [] as string[] },
    /** The vendor films on a page of its own: a photo is all. */
    photoOnly: Boolean,
  },
  data: {
    taken: LIVENESS_WORDS.taken,
    ...{ hints: [] as readonly (FrameHint | CardHint)[], pill: '', outline: '', label: '' },
    ...{ mayTurn: false, isTurned: false, isAuto: true, isLit: false },
    ...{ photo: '', prompt: '', done: 0, isReady: false },
  },
  lifetimes: {
    attached() {
      const kind = this.data.kind as DocumentKind;
      if (!kind) return;
      const isAuto = wx.getStorageSync(AUTO_SHUTTER) !== 'off';
      this.setData({ label: limitsOf(kind).label, mayTurn: mayBeTurned(kind), isAuto });
    },
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
      this.measure();
    },
    measure() {
      const query = this.createSelectorQuery();
      query.select('.finder').boundingClientRect((stage: Size | null) => {
        if (!stage) return;
        ownOf(this).stage = stage;
        const { kind, isTurned } = this.data;
        const asked = kind ? askedCard(stage, kind as DocumentKind, isTurned) : askedFace(stage);
        if (place(asked) !== this.data.outline) this.setData({ outline: place(asked) });
      });
      query.exec();
    },
    refused({ detail }: { readonly detail: { readonly errMsg: string } }) {
      this.triggerEvent('refused', { errMsg: detail.errMsg });
    },
    look({ width, height, data }: WechatMiniprogram.OnCameraFrameCallbackResult) {
      const { stage, lookedAtMs = 0 } = ownOf(this);
      const nowMs = Date.now();
      if (!stage || nowMs - lookedAtMs < LOOK_EVERY_MS || this.data.prompt) return;
      ownOf(this).lookedAtMs = nowMs;
      // The phone may be turned.
      this.measure();
      const frame = { width, height, channels: 4 as const, pixels: new Uint8Array(data) };
      if (this.data.kind) this.lookAtCard(frame, stage);
      else this.show(hintsFor(visiblePart(frame, stage, FACE_ACROSS)));
    },
    lookAtCard(frame: Parameters<typeof visiblePart>[0], stage: Size) {
      const { isTurned, isAuto } = this.data;
      const kind = this.data.kind as DocumentKind;
      const across = (LOOK_ACROSS * stage.width) / askedCard(stage, kind, isTurned).width;
      const picture = visiblePart(frame, stage, across);
      const hints = cardHints(picture, askedCard(picture, kind, isTurned));
      this.show(hints, hints.find(({ ok }) => !ok)?.text ?? (isAuto ? '很好，别动' : '很好，按快门'));
      if (ownOf(this).shutter.look(hints) && isAuto) this.takePhoto();
    },
    show(hints: readonly (FrameHint | CardHint)[], pill = '') {
      const isNew = pill !== this.data.pill || JSON.stringify(hints) !== JSON.stringify(this.data.hints);
      if (isNew) this.setData({ hints: [...hints], pill });
    },
    turn() {
      this.setData({ isTurned: !this.data.isTurned });
    },
    light() {
      this.setData({ isLit: !this.data.isLit });
    },
    chooseShutter({ detail }: { readonly detail: { readonly value: readonly string[] } }) {
      const isAuto = detail.value.length > 0;
      this.setData({ isAuto });
      wx.setStorageSync(AUTO_SHUTTER, isAuto ? '' : 'off');
      ownOf(this).shutter.reset();
    },
    album() {
      this.triggerEvent('album');
    },
    leave() {
      this.triggerEvent('leave');
    },
    takePhoto() {
      const { camera } = ownOf(this);
      camera?.takePhoto({
        quality: 'high',
        selfieMirror: false,
        success: ({ tempImagePath }) => {
          this.setData({ photo: tempImagePath });
          if (this.data.kind || this.data.photoOnly)
            this.triggerEvent('done', { photoPath: tempImagePath, videoPath: '' });
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
