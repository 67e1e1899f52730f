import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { notificationChoices } from '../../../../client/account/notification-choices.ts';
import { PHONE_SIGN_IN } from '../../../../client/account/phone-sign-in.ts';
import { PRIVACY_WORDS } from '../../../../client/account/privacy-words.ts';
import type { Device, Reply } from '../../../../client/calls/messages.ts';
import { minuteOf } from '../../../../client/kit/time.ts';
import { call, download, forgetSession } from '../../api.ts';
import { forgetCloudServices } from '../../cloud-services.ts';
import { forgetDrafts } from '../../kept-typing.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { createSignInWays, type SignInWays } from '../../sign-in-ways.ts';

interface Own {
  me: Reply<'showMe'> | undefined;
  devices: readonly Device[];
  notifications: Reply<'showNotifications'> | undefined;
  isNotificationSaved: boolean;
  ways: SignInWays | undefined;
}

async function load(page: OpenPage<Own>): Promise<void> {
  const asked = [call('showMe', {}), call('listSessions', {}), call('showNotifications', {})] as const;
  const [me, { sessions }, notifications] = await Promise.all(asked);
  const ways = page.own.ways ?? createSignInWays(() => void page.load());
  page.change({ me, devices: sessions, notifications, ways });
}

/** Runs a call, and loads again. */
const then = (page: OpenPage<Own>, work: () => Promise<unknown>) =>
  page.run(async () => {
    await work();
    await load(page);
  });

type Channel = keyof Reply<'showNotifications'>;

/** 提醒方式: each is saved as soon as it is chosen. */
const toggle = (page: OpenPage<Own>, channel: Channel) =>
  page.run(async () => {
    const before = page.own.notifications;
    if (!before) return;
    page.change({ isNotificationSaved: false });
    const notifications = await call('chooseNotifications', { body: { ...before, [channel]: !before[channel] } });
    page.change({ notifications, isNotificationSaved: true });
  });

const notificationsOf = ({ notifications, me }: Own) =>
  notificationChoices(me?.signIn ?? { weChat: true }).map((choice) => ({
    ...choice,
    isOn: notifications?.[choice.channel] ?? false,
  }));

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
  const content = PRIVACY_WORDS.eraseNow;
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
    forgetCloudServices();
    forgetSession();
    wx.reLaunch({ url: '/pages/start/index' });
  });
}

/** 我的隐私: consents, export, withdrawal, devices and erasure. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ me: undefined, devices: [], notifications: undefined },
      ...{ isNotificationSaved: false, ways: undefined },
    }),
    load,
    view: ({ own, own: { me, devices } }) => ({
      notifications: notificationsOf(own),
      isNotificationSaved: own.isNotificationSaved,
      ways: own.ways?.view() ?? null,
      phoneWords: PHONE_SIGN_IN,
      words: PRIVACY_WORDS,
      me: me ?? null,
      consent: CONSENT,
      consents: (me?.consents ?? []).map(({ textVersion, givenAt, withdrawnAt }) => ({
        givenAt,
        text: `${minuteOf(givenAt)} 同意（版本 ${textVersion}）${withdrawnAt ? `，${minuteOf(withdrawnAt)} 撤回` : ''}`,
      })),
      hasConsent: me?.consents.some(({ withdrawnAt }) => withdrawnAt === undefined) ?? false,
      devices: devices.map(({ sessionId, device = PRIVACY_WORDS.noDevice, isThis, openedAt, usedAt }) => ({
        sessionId,
        device,
        isThis,
        text: `${minuteOf(openedAt)} 登录，${minuteOf(usedAt)} 使用过`,
      })),
    }),
    on: {
      openLinking: ({ own }) => own.ways?.open(),
      closeLinking: ({ own }) => own.ways?.close(),
      typedMobile: ({ own }, { detail }) => own.ways?.typed(detail.value),
      sendLinkCode: ({ own }) => own.ways?.send(),
      link: ({ own }, { detail }) => own.ways?.link(detail.code),
      unlink: ({ own }) => own.ways?.unlink(),
      toggle: (page, { currentTarget }) => toggle(page, currentTarget.dataset.channel as Channel),
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
      erase,
    },
  }),
);
