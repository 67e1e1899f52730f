import type { HelpTopic } from './start.ts';

/** A page of help: sections of sentences. */
export interface HelpPage {
  readonly title: string;
  readonly sections: readonly {
    readonly title: string;
    readonly lines: readonly string[];
    /** Whether good and bad pictures of a card are drawn below (`SAMPLES`). */
    readonly hasSamples?: true;
  }[];
}

/** What the links of the guide lead to. The rules check all of this while one fills in; sources stand in docs/rules.md. */
export const HELP: Readonly<Record<HelpTopic, HelpPage>> = {
  provinces: {
    title: '各省要求',
    sections: [
      {
        title: '在哪个省备案',
        lines: [
          '看主办者证件上的住址，不看服务器在哪里：单位按营业执照住所，个人按身份证住址。',
          '这里目前办理广东、福建、天津。其他省份要在接入商的电脑端控制台办理。',
        ],
      },
      {
        title: '广东',
        lines: [
          '主体负责人须是法定代表人；承诺书由本人手写签名和日期，单位盖公章，个人按手印。',
          '年满 16 周岁。外省身份证须有广东的居住证明。',
          '网站底部标明主体备案号，不带网站序号。',
        ],
      },
      {
        title: '福建',
        lines: [
          '主体负责人须是法定代表人；域名须登记在本单位名下。',
          '单位负责人年满 18 周岁，个人年满 16 周岁。外省身份证须有福建的居住证明。',
        ],
      },
      { title: '天津', lines: ['主体负责人须是法定代表人；域名有效期须超过 3 个月。', '年满 18 周岁。'] },
    ],
  },
  limits: {
    title: '谁能在这里备案',
    sections: [
      {
        title: '主办者',
        lines: ['企业用营业执照，个人用居民身份证。其他单位和其他证件要在接入商的电脑端控制台办理。'],
      },
      {
        title: '数量',
        lines: [
          '一个主办者同时只能办理一份备案，办结或放弃后再发起下一份。',
          '企业一份备案最多 10 个网站，个人 1 个网站。',
          '一台服务器最多用于 5 个网站。',
        ],
      },
      { title: '时间', lines: ['草稿在最后一次修改后保留 30 天；被退回后须在 45 天内修改并重新提交。'] },
    ],
  },
  domains: {
    title: '域名的条件',
    sections: [
      {
        title: '能不能备案',
        lines: [
          '后缀是国家批准的顶级域名，由国家批准的注册商管理；在境外注册商的域名要先转入国内。',
          '在注册有效期内。部分省份要求有效期超过 3 个月。',
          '已通过实名认证。',
        ],
      },
      {
        title: '持有者',
        lines: ['个人备案：持有者是本人。', '单位备案：持有者是本单位；广东、天津也可以是法定代表人。'],
      },
      { title: '怎么填', lines: ['只填主域名，例如 example.cn，不带 www 和 https://。'] },
    ],
  },
  'cloud-services': {
    title: '云服务的条件',
    sections: [
      {
        title: '能用于备案的',
        lines: [
          '在中国内地，有公网 IP，包年包月，购买时长超过 3 个月，剩余时间满 1 个月。',
          '云服务器、轻量应用服务器、建站主机；负载均衡只在你买了的时候列出。黑石服务器已停售，不能选。',
          '一台最多用于 5 个网站。',
        ],
      },
      {
        title: '从列表选择',
        lines: [
          '域名和服务器在你自己的腾讯云账号里：在“云账号和授权码”里关联，只授予读取权限，随时可以取消。',
          '服务器是别人的：请对方生成备案授权码给你。一个授权码备案一个网站。',
        ],
      },
    ],
  },
  materials: {
    title: '材料和样例',
    sections: [
      {
        title: '证件',
        lines: [
          '拍原件，四角都在画面里，没有反光、遮挡和涂改；复印件、截图和翻拍屏幕会被退回。',
          '水印只能写“仅供备案使用”，不挡住文字和照片。',
        ],
        hasSamples: true,
      },
      {
        title: '承诺书',
        lines: [
          '发起备案后下载填好的，打印，手写正楷签名和日期，单位盖公章，拍下整页。空白的可以在首页下载。',
          '只上传网站备案承诺书，不要上传真实性核验单。',
        ],
      },
      {
        title: '手持证件照和视频核身',
        lines: ['网站负责人本人，穿戴整齐，白色背景，光线均匀；证件上的字看得清，手指不挡住。'],
      },
    ],
  },
  names: {
    title: '网站名称',
    sections: [
      {
        title: '能用的',
        lines: [
          '三个字以上的中文名称，说得出网站做什么，例如“云帆样例官网”。',
          '单位网站用单位名称、简称或品牌；个人网站用和内容有关的名称。',
        ],
      },
      {
        title: '会被退回的',
        lines: [
          '域名、纯数字、纯字母、人名、地名，或只有行业词的名称，例如“电子商务网”。',
          '带“中国”“国家”“政府”等字样，而单位名称里没有的。',
          '个人网站用公司、平台、论坛、新闻、医疗等字样。',
        ],
      },
    ],
  },
};
