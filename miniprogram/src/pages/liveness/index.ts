import { CONSENT } from '../../../../client/consent.ts';
import { LIVENESS_HEADLINES } from '../../../../client/labels.ts';
import { createLiveness } from '../../../../client/liveness.ts';
import { minuteOf } from '../../../../client/time.ts';
import { canBeChecked } from '../../../../shared/domain/liveness/liveness.ts';
import { call, type PhoneFile, sendFile } from '../../api.ts';
import { filingNow, openFiling } from '../../filing.ts';
import { goOn, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { show } from '../../shown.ts';
import { sizeOf } from '../../uploads.ts';

type Liveness = ReturnType<typeof createLiveness<PhoneFile>>;

interface Own {
  /** The checks of the websites' owners, by website. */
  readonly checks: Map<string, Liveness>;
  /** The website whose owner stands before the camera. */
  active: string;
  consented: boolean;
  reading: boolean;
  /** Why the camera is not to be had. */
  trouble: string;
  photo: string;
  video: string;
}

const CAMERA_REFUSED =
  '没有使用摄像头的权限。打开设置允许使用摄像头，再重新开始；也可以用手机自带的相机拍好，在电脑网页上选择文件。';
const CAMERA_LOST = '摄像头打不开，可能正被其他程序占用。关掉其他程序，再重新开始。';

function checkOf({ own, query: { filingId = '' } }: OpenPage<Own>, websiteId: string): Liveness {
  const known = own.checks.get(websiteId);
  if (known) return known;
  const key = `check.${filingId}.${websiteId}`;
  const kept = {
    read: () => (wx.getStorageSync(key) as string) || undefined,
    write: (checkId: string) => wx.setStorageSync(key, checkId),
  };
  const made = createLiveness<PhoneFile>({ call, send: sendFile, show, kept }, filingId, websiteId);
  own.checks.set(websiteId, made);
  return made;
}

function ownersOf(page: OpenPage<Own>) {
  const open = filingNow(page.query.filingId);
  return (open?.view.websites ?? []).map(({ websiteId, domain }, place) => {
    // An individual files for themselves: the principal owns every website.
    const isIndividual = open?.view.organizerKind === 'individual';
    const owner = isIndividual ? open?.contents.principal : open?.contents.websites[place]?.siteOwner;
    return { websiteId, domain, name: owner?.name ?? '', isOther: owner !== undefined && !canBeChecked(owner) };
  });
}

function cardOf(page: OpenPage<Own>, { websiteId, domain, name, isOther }: ReturnType<typeof ownersOf>[number]) {
  const { phase, result, error, sent, check } = checkOf(page, websiteId).current;
  const { active, photo, video } = page.own;
  const isActive = active === websiteId;
  const isRecording = isActive && phase === 'recording';
  const hasMedia = photo !== '' && (video !== '' || !check?.video);
  const hasEnded = result?.state === 'passed' || result?.state === 'handed-over';
  return {
    websiteId,
    domain,
    name,
    isOther,
    phase,
    error: error ?? '',
    percent: Math.round(100 * sent),
    mayBegin: name !== '' && !isOther && (phase === 'idle' || (phase === 'done' && !hasEnded)),
    action: result ? '重新核身' : '开始核身',
    actions: check?.challenge.map(({ label }) => label) ?? [],
    isFilming: isRecording && !hasMedia && page.own.trouble === '',
    isTaken: isRecording && hasMedia,
    trouble: isActive ? page.own.trouble : '',
    result: result && {
      state: result.state,
      headline: LIVENESS_HEADLINES[result.state] ?? '正在核验',
      isGood: hasEnded,
      until: result.state === 'passed' ? minuteOf(result.expiresAt) : '',
      advice: result.reasons.map(({ advice }) => advice),
      triesLeft: result.triesLeft,
      notices: result.notices,
    },
  };
}

/** A phone writes MP4, DevTools and the laptop's phone WebM. */
const videoType = () => (wx.getDeviceInfo().platform === 'devtools' ? 'video/webm' : 'video/mp4');

async function begin(page: OpenPage<Own>, websiteId: string): Promise<void> {
  page.change({ active: websiteId, trouble: '', photo: '', video: '' });
  await checkOf(page, websiteId).begin({ photoContentType: 'image/jpeg', videoContentType: videoType() });
}

async function verify(page: OpenPage<Own>): Promise<void> {
  const { active, photo, video } = page.own;
  const fileOf = async (path: string, type: string) => ({ path, type, size: await sizeOf(path) });
  const [taken, filmed] = [
    await fileOf(photo, 'image/jpeg'),
    video === '' ? undefined : await fileOf(video, videoType()),
  ];
  await checkOf(page, active).verify(taken, filmed);
}

/** 视频核身 of every website's owner: consent, photo and video, and the result. */
Component(
  pageOf<Own>({
    start: () => ({
      checks: new Map(),
      active: '',
      consented: false,
      reading: false,
      trouble: '',
      photo: '',
      video: '',
    }),
    async load(page) {
      await openFiling(page.query.filingId ?? '');
      await Promise.all(ownersOf(page).map(({ websiteId }) => checkOf(page, websiteId).load()));
    },
    view: (page) => ({
      ...stepView(page, 'liveness'),
      consent: CONSENT,
      consented: page.own.consented,
      reading: page.own.reading,
      photo: page.own.photo,
      video: page.own.video,
      cards: filingNow(page.query.filingId) ? ownersOf(page).map((owner) => cardOf(page, owner)) : [],
    }),
    // A recording that the phone interrupted is no recording.
    hidden: (page) => page.own.video === '' && page.change({ active: '' }),
    on: {
      consent: (page, { detail }) => page.change({ consented: detail.value.length > 0 }),
      read: (page) => page.change({ reading: true }),
      closeText: (page) => page.change({ reading: false }),
      begin: (page, { currentTarget }) => begin(page, currentTarget.dataset.id ?? ''),
      recorded: (page, { detail }) => page.change({ photo: detail.photoPath, video: detail.videoPath }),
      refused: (page, { detail }) =>
        page.change({ trouble: /auth|permission|authorize/.test(detail.errMsg) ? CAMERA_REFUSED : CAMERA_LOST }),
      settings: () => wx.openSetting(),
      verify,
      next: (page) => goOn(page, 'liveness'),
    },
  }),
);
