import { logsOf, missingFields, readLogs } from '../../deploy/log-topic.ts';
import { check } from './check.ts';
import { later, type Meanings, meaningOf, ok, problemsAmong, trouble, unless, unused } from './outcome.ts';

/** Source: CLS, error codes. */
const MEANINGS: Meanings = [
  [
    /^OperationDenied\.Account/,
    '日志服务没有开通，或者欠费停用了',
    '用主账号打开日志服务 CLS 控制台，按提示开通；欠费的先充值。再运行一次。',
  ],
];

/** Whether functions write to the stage's own topic, which keeps lines long enough and finds them by their fields. */
export const logs = check('logs', '日志', async ({ cloud, account, service, deployed, names }) => {
  await account();
  const wanted = logsOf(service);
  if (!wanted) return unused('没有自己的日志主题，平台的只保存 7 天');
  try {
    const topic = (await readLogs(wanted, cloud))?.topic;
    const caller = await deployed();
    if (!caller) return later('还没有部署', '日志集和日志主题在部署时创建，不用自己建。');
    const again = `再运行一次 npm run deploy${names.option && ` --${names.option}`}，它会补上。`;
    if (!topic) return trouble(`没有日志主题 ${wanted.name}`, again);
    const missing = missingFields(topic.index?.rule ?? {});
    const isFound = topic.index?.isOn && topic.index.rule.FullText;
    const problems = problemsAmong([
      [caller.logTopic !== topic.id, '函数的日志没有写到这个环境的日志主题', again],
      [!topic.isOpen, '日志主题关闭了采集，新的日志都丢了', again],
      [topic.days < wanted.days, `日志只保存 ${topic.days} 天，至少应当是 ${wanted.days} 天`, again],
      [!isFound, '日志主题没有打开全文索引，查不到日志', again],
      [missing.length > 0, `键值索引缺 ${missing.length} 个字段（${missing[0]} 等），告警查不到它们`, again],
    ]);
    return unless(problems, () => ok(`日志主题 ${wanted.name}，保存 ${topic.days} 天`));
  } catch (error) {
    const outcome = meaningOf(MEANINGS, error);
    if (outcome) return outcome;
    throw error;
  }
});
