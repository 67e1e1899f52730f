import { HELP } from '../../../../client/eligibility/help.ts';
import { HELP_TOPICS, isHelpTopic } from '../../../../client/eligibility/start.ts';
import { pageOf } from '../../page.ts';
import { goTo } from '../../route.ts';
import { SETTINGS } from '../../settings.ts';

/** What only a phone has trouble with. */
const ON_A_PHONE = {
  title: '在手机上遇到问题',
  lines: [
    '照片读不出来：放在平整的深色桌面上，四角拍全，避开反光。读不出来也可以自己填。',
    '摄像头打不开：在小程序右上角“•••”里打开设置，允许使用摄像头。',
    '被退回：在进度里看要改的内容，只改那几项，再重新提交。',
    '换手机或换到电脑：用同一个微信登录，接着填。',
  ],
} as const;

/** 帮助: one topic, and the way to the others. */
Component(
  pageOf({
    start: () => ({}),
    view({ query: { topic = '' } }) {
      const page = isHelpTopic(topic) ? HELP[topic] : undefined;
      return {
        title: page?.title ?? '帮助',
        sections: page?.sections ?? [ON_A_PHONE],
        contact: SETTINGS.contact ?? null,
        others: HELP_TOPICS.filter((one) => one !== topic).map((one) => ({ topic: one, title: HELP[one].title })),
      };
    },
    on: {
      other: (_page, { currentTarget }) => goTo(`/pages/help/index?topic=${currentTarget.dataset.topic}`),
      phone: () =>
        wx.makePhoneCall({
          phoneNumber: (SETTINGS.contact?.phone ?? '').replace(/[^\d+]/g, ''),
          // The person has changed their mind.
          fail: () => {},
        }),
    },
  }),
);
