import { type DocumentKind, limitsOf } from '../../../../shared/domain/media/document.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { chosenPicture, settleCamera } from '../../pictures.ts';

interface Own {
  /** Why the camera is not to be had. */
  trouble: string;
}

const REFUSED = '没有使用摄像头的权限。打开设置允许使用摄像头，或从相册选一张拍好的照片。';
const LOST = '摄像头打不开，可能正被其他程序占用。关掉其他程序再试，或从相册选一张拍好的照片。';

/** Gives the picture to the page that asked, and goes back to it. */
function settle(path: string): void {
  settleCamera(path);
  wx.navigateBack();
}

/** The camera with the outline of a document, for the page below. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: () => ({ trouble: '' }),
    view: ({ own, query: { kind = '' } }) => ({
      ...{ kind, trouble: own.trouble },
      label: limitsOf(kind as DocumentKind).label,
    }),
    closed: () => settleCamera(),
    on: {
      taken: (_, { detail }: PageEvent) => settle(detail.photoPath),
      async album() {
        const path = await chosenPicture(['album']);
        if (path !== undefined) settle(path);
      },
      refused: (page: OpenPage<Own>, { detail }: PageEvent) =>
        page.change({ trouble: /auth|permission|authorize/.test(detail.errMsg) ? REFUSED : LOST }),
      settings: () => wx.openSetting(),
      again: (page: OpenPage<Own>) => page.change({ trouble: '' }),
    },
  }),
);
