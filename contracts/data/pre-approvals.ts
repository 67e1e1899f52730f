/**
 * 前置或专项审批 by our own codes: the subject, the authority and the document.
 *
 * Source: Tencent Cloud 前置审批 FAQ (2021-22) and the code tables of public filing interfaces, undated, not confirmed by
 * MIIT. The national approvals for education and health care were abolished; some provinces still require a document.
 */
export const PRE_APPROVALS = [
  { code: 'NEWS', name: '新闻', authority: '网信办', document: '互联网新闻信息服务许可证' },
  { code: 'PUBLISH', name: '出版', authority: '新闻出版主管部门', document: '互联网（网络）出版服务许可证' },
  { code: 'EDU', name: '教育', authority: '教育主管部门', document: '批准文件' },
  { code: 'HEALTH', name: '医疗保健', authority: '卫生健康主管部门', document: '批准文件' },
  { code: 'DRUG', name: '药品和医疗器械', authority: '药品监督管理部门', document: '互联网药品信息服务资格证书' },
  { code: 'BBS', name: '电子公告服务', authority: '通信管理局', document: '批准文件' },
  { code: 'CULTURE', name: '文化', authority: '文化和旅游主管部门', document: '网络文化经营许可证' },
  { code: 'AV', name: '广播电影电视节目', authority: '广播电视主管部门', document: '信息网络传播视听节目许可证' },
  { code: 'RIDE', name: '网络预约车', authority: '交通运输主管部门', document: '网络预约出租汽车经营许可证' },
  { code: 'FINANCE', name: '互联网金融', authority: '地方金融主管部门', document: '批准文件' },
  { code: 'TUTOR', name: '校外培训', authority: '教育主管部门', document: '办学许可或备案文件' },
  { code: 'RELIGION', name: '宗教', authority: '宗教事务部门', document: '互联网宗教信息服务许可证' },
  { code: 'GAME', name: '网络游戏', authority: '新闻出版主管部门', document: '游戏版号批复' },
] as const;

export type PreApprovalCode = (typeof PRE_APPROVALS)[number]['code'];
