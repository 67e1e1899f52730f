import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/consent.ts';
import type { Device, Reply } from '../../../../client/messages.ts';
import { minuteOf } from '../../../../client/time.ts';
import { call, download, forgetSession } from '../../api.ts';
import { forgetDrafts } from '../../form.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  me: Reply<'showMe'> | undefined;
  devices: readonly Device[];
}

async function load(page: OpenPage<Own>): Promise<void> {
  const [me, { sessions }] = await Promise.all([call('showMe', {}), call('listSessions', {})]);
  page.change({ me, devices: sessions });
}

/** Runs a call, and loads again. */
const then = (page: OpenPage<Own>, work: () => Promise<unknown>) =>
  page.run(async () => {
    await work();
    await load(page);
  });

const exportData = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { data, files } = await call('exportData', {});
    const addresses = [data, ...files].map(({ url }) => url);
    // WeChat opens no archives: the links go to a computer, within five minutes.
    await download(data.url);
    wx.setClipboardData({ data: addresses.join('\n') });
    wx.showModal({
      title: '下载链接已复制',
      content: '在电脑浏览器里打开，5 分钟内有效。第一个链接是可以阅读的网页和 JSON，其余是图片和视频。',
      showCancel: false,
      confirmText: '知道了',
    });
  });

async function erase(page: OpenPage<Own>): Promise<void> {
  const content = '全部备案内容、证件照片、核身记录和账号会立即删除，不能恢复。';
  const { confirm } = await wx.showModal({
    title: '删除我的信息？',
    content,
    confirmText: '确认删除',
    cancelText: '返回',
  });
  if (!confirm) return;
  await page.run(async () => {
    await call('eraseMe', {});
    forgetDrafts();
    forgetSession();
    wx.reLaunch({ url: '/pages/eligibility/index' });
  });
}

/** 我的隐私: consents, export, withdrawal, devices and erasure. */
Component(
  pageOf<Own>({
    start: () => ({ me: undefined, devices: [] }),
    load,
    view: ({ own: { me, devices } }) => ({
      me: me ?? null,
      consent: CONSENT,
      consents: (me?.consents ?? []).map(({ textVersion, givenAt, withdrawnAt }) => ({
        givenAt,
        text: `${minuteOf(givenAt)} 同意（版本 ${textVersion}）${withdrawnAt ? `，${minuteOf(withdrawnAt)} 撤回` : ''}`,
      })),
      hasConsent: me?.consents.some(({ withdrawnAt }) => withdrawnAt === undefined) ?? false,
      devices: devices.map(({ sessionId, device = '还没有使用过的设备', isThis, openedAt, usedAt }) => ({
        sessionId,
        device,
        isThis,
        text: `${minuteOf(openedAt)} 登录，${minuteOf(usedAt)} 使用过`,
      })),
    }),
    on: {
      exportData,
      withdraw: (page) => then(page, () => call('withdrawConsent', {})),
      agree: (page) => then(page, () => call('giveConsent', { body: { textVersion: CONSENT_TEXT_VERSION } })),
      end: (page, { currentTarget }) =>
        then(page, () => call('endSession', { params: { sessionId: currentTarget.dataset.id ?? '' } })),
      endAll: (page) =>
        then(page, async () => {
          await call('signOutEverywhere', {});
          forgetSession();
        }),
      contract: () => wx.openPrivacyContract({}),
      erase,
    },
  }),
);
