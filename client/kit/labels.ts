import type { DocumentState } from '../../shared/domain/media/document.ts';
import type { CheckResult } from '../liveness/liveness.ts';

/**
 * Labels of a document's states; `missing` before a file is chosen, `preparing` while it is made smaller, `sending` during
 * the upload, `unsent` when it failed.
 */
export const DOCUMENT_STATES: Readonly<Record<DocumentState | 'missing' | 'preparing' | 'sending' | 'unsent', string>> =
  {
    missing: '未上传',
    preparing: '正在压缩照片',
    sending: '正在上传',
    unsent: '上传失败',
    waiting: '等待处理',
    received: '等待处理',
    checking: '正在检查',
    reading: '正在识别',
    ready: '已上传',
    refused: '未通过，请重新上传',
  };

/** What a liveness check has come to; other states are still running. */
export const LIVENESS_HEADLINES: Partial<Readonly<Record<CheckResult['state'], string>>> = {
  passed: '核身通过',
  'card-replaced': '核身通过后换过身份证',
  failed: '核身未通过',
  'handed-over': '已转由审核人员人工核验',
  unanswered: '这次没有得到结果，不计次数',
};

/** States of an authorization code, for whoever has made it. */
export const CODE_STATES = { free: '可用', 'in-use': '备案中', used: '已备案', invalid: '已失效' } as const;

/** What stands around authorization codes, and the role of a cloud account. */
export const CODE_WORDS = {
  about: '让别人用你的云服务器备案：生成授权码交给对方。一个授权码备案一个网站，每台服务器最多 5 个。',
  id: '别人向你授权，或运营人员为你录入建站主机时填写。',
  none: '还没有生成过授权码。',
  role: '新建角色，载体选“腾讯云账户”，类型选“其他主账号”，账号 ID 填',
  secret: '勾选“启用校验”，外部 ID 填',
} as const;
