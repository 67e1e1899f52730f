/** What words of the trade mean to whoever has never filed. */
export const MEANINGS = {
  主办者: '网站归谁，公司或本人',
  主体负责人: '代表单位对备案负责，有事先找这个人',
  网站负责人: '管这个网站的人',
  主体: '网站归谁，公司或本人',
  接入商: '给网站提供服务器的云服务公司',
  管局: '省通信管理局，备案由它批准',
} as const;

/** Words of the trade, explained on both front ends where they first stand. */
export const GLOSSARY = {
  organizer: `主办者也叫主体：${MEANINGS.主办者}。`,
  provider: `接入商是${MEANINGS.接入商}。`,
  code: '授权码：服务器是别人的，就请对方生成一个给你，一个备案一个网站。',
  principal: `主体负责人${MEANINGS.主体负责人}。`,
  access: '接入：网站放在哪家云服务公司的服务器上。换一家要办接入备案，不再放在这里叫取消接入。',
} as const;
