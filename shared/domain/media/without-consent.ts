import type { Finding } from '../../../contracts/kit/finding.ts';

/** The finding of a document whose file was deleted because the person's consent was not in force (SEC-07). */
export const WITHOUT_CONSENT: Finding = {
  ruleId: 'SEC-07',
  severity: 'block',
  field: 'file',
  message: '你已撤回同意，这个文件没有处理，已经删除。要继续办理，请重新同意后再上传。',
  params: {},
};
