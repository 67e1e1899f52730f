import { LIVENESS_HEADLINES } from '../../client/kit/labels.ts';
import { minuteOf } from '../../client/kit/time.ts';
import { type createLivenessTry, reasonsOf } from '../../client/liveness/liveness.ts';
import { AGREED, beginAgrees, consentOf } from '../../client/liveness/own-check.ts';
import type { PhoneFile } from './api.ts';
import { holdUpdate } from './app-update.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { sizeOf } from './pictures.ts';

export type Liveness = ReturnType<typeof createLivenessTry<PhoneFile>>;

/** What is done with the camera: of one person at a time. */
export interface Filming {
  /** The id of the card whose person stands before the camera. */
  active: string;
  /** Whether the text about sensitive data is read. */
  reading: boolean;
  /** Why the camera is not to be had. */
  trouble: string;
  photo: string;
  video: string;
}

export const NOT_FILMING: Filming = {
  ...{ active: '', reading: false, trouble: '', photo: '', video: '' },
};

const CAMERA_REFUSED =
  '没有使用摄像头的权限。打开设置允许使用摄像头，再重新开始；也可以用手机自带的相机拍好，在电脑网页上选择文件。';
const CAMERA_LOST = '摄像头打不开，可能正被其他程序占用。关掉其他程序，再重新开始。';

/** The id of the one card of whoever was sent a link. */
export const BY_LINK = 'own';

/** What the template shows of one check. */
export function cardOf(id: string, { current }: Liveness, { active, photo, video, trouble }: Filming) {
  const { phase, result, error, sent, check } = current;
  const isActive = active === id;
  const isRecording = isActive && phase === 'recording';
  const hasMedia = photo !== '' && (video !== '' || !check?.video);
  const hasEnded = result?.state === 'passed' || result?.state === 'handed-over';
  return {
    id,
    phase,
    error: error ?? '',
    percent: Math.round(100 * sent),
    mayBegin: phase === 'idle' || (phase === 'recording' && !isActive) || (phase === 'done' && !hasEnded),
    action: result ? '重新核身' : '开始核身',
    actions: check?.challenge.map(({ label }) => label) ?? [],
    isPhotoOnly: check !== undefined && check.video === undefined,
    page: check?.page?.url ?? '',
    isFilming: isRecording && !hasMedia && trouble === '',
    isTaken: isRecording && hasMedia,
    trouble: isActive ? trouble : '',
    result: result && {
      state: result.state,
      headline: LIVENESS_HEADLINES[result.state] ?? '正在核验',
      isGood: hasEnded,
      // Whoever passes by a link has nothing to submit.
      until: result.state === 'passed' && id !== BY_LINK ? minuteOf(result.expiresAt) : '',
      advice: reasonsOf(result).map(({ advice }) => advice),
      triesLeft: result.triesLeft,
      notices: result.notices,
    },
  };
}

/** What every page with the template shows. */
export const filmingView = (filming: Filming, purpose: keyof typeof AGREED) => ({
  ...{ filming, consent: consentOf(purpose) },
  agree: beginAgrees(AGREED[purpose]),
});

/** A phone writes MP4, DevTools and the laptop's phone WebM. */
const videoType = () => (wx.getDeviceInfo().platform === 'devtools' ? 'video/webm' : 'video/mp4');

interface WithFilming {
  filming: Filming;
}

/** Handlers of a page with the template. @param checkOf the check of a card */
export function filmHandlers<Own extends WithFilming>(checkOf: (page: OpenPage<Own>, id: string) => Liveness) {
  const change = (page: OpenPage<Own>, part: Partial<Filming>) =>
    page.change({ filming: { ...page.own.filming, ...part } } as Partial<Own>);
  return {
    read: (page: OpenPage<Own>) => change(page, { reading: true }),
    closeText: (page: OpenPage<Own>) => change(page, { reading: false }),
    async begin(page: OpenPage<Own>, { currentTarget }: PageEvent) {
      const id = currentTarget.dataset.id ?? '';
      change(page, { active: id, trouble: '', photo: '', video: '' });
      holdUpdate(true);
      await checkOf(page, id).begin({ photoContentType: 'image/jpeg', videoContentType: videoType() });
    },
    recorded: (page: OpenPage<Own>, { detail }: PageEvent) =>
      change(page, { photo: detail.photoPath, video: detail.videoPath }),
    refused: (page: OpenPage<Own>, { detail }: PageEvent) =>
      change(page, { trouble: /auth|permission|authorize/.test(detail.errMsg) ? CAMERA_REFUSED : CAMERA_LOST }),
    leave: (page: OpenPage<Own>) => leaveCamera(page),
    settings: () => wx.openSetting(),
    async verify(page: OpenPage<Own>) {
      const { active, photo, video } = page.own.filming;
      const fileOf = async (path: string, type: string) => ({ path, type, size: await sizeOf(path) });
      const taken = await fileOf(photo, 'image/jpeg');
      const filmed = video === '' ? undefined : await fileOf(video, videoType());
      await checkOf(page, active).verify(taken, filmed);
      holdUpdate(false);
    },
  };
}

/** A recording that the phone interrupted is no recording. */
export function leaveCamera<Own extends WithFilming>(page: OpenPage<Own>): void {
  holdUpdate(false);
  const { filming } = page.own;
  if (filming.video === '') page.change({ filming: { ...filming, active: '' } } as Partial<Own>);
}
