import { SAMPLES } from '../../../../client/documents/samples.ts';
import { asksProvinces, helpSections } from '../../../../client/help/help.ts';
import type { HelpSection } from '../../../../client/help/section.ts';
import { HELP_TITLES, HELP_TOPICS, isHelpTopic } from '../../../../client/help/topics.ts';
import { pageOf } from '../../page.ts';
import { svgUrl } from '../../pictures.ts';
import { loadProvinces, openProvinces } from '../../provinces.ts';
import { goTo } from '../../route.ts';
import { SETTINGS } from '../../settings.ts';

/** What only a phone has trouble with. */
const ON_A_PHONE: HelpSection = {
  title: '在手机上遇到问题',
  lines: [
    '照片读不出来：放在平整的深色桌面上，四角拍全，避开反光。读不出来也可以自己填。',
    '摄像头打不开：在小程序右上角“•••”里打开设置，允许使用摄像头。',
    '被退回：在进度里看要改的内容，只改那几项，再重新提交。',
    '换手机或换到电脑：用同一个微信登录，接着填。',
  ],
};

/** 帮助: one chapter, and the way to the others. */
Component(
  pageOf({
    start: () => ({}),
    load: ({ query }) => (asksProvinces(query.topic ?? '') ? loadProvinces() : Promise.resolve()),
    view({ query: { topic = '' } }) {
      return {
        title: isHelpTopic(topic) ? HELP_TITLES[topic] : '帮助',
        sections: (isHelpTopic(topic) ? helpSections(topic, openProvinces()) : [ON_A_PHONE]).map((section) => ({
          ...section,
          pictures: section.samples
            ? SAMPLES[section.samples].map(({ svg, ...sample }) => ({ ...sample, url: svgUrl(svg) }))
            : [],
        })),
        contact: SETTINGS.contact ?? null,
        others: HELP_TOPICS.filter((other) => other !== topic).map((other) => ({
          topic: other,
          title: HELP_TITLES[other],
        })),
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
