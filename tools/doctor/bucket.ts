import { check } from './check.ts';
import { later, ok, trouble } from './outcome.ts';

/** Whether the bucket's name can be used, and the bucket is private once it is there. */
export const bucket = check('bucket', '存储桶', async ({ cloud, account, service, env, names, deployed }) => {
  await account();
  const name = env[names.bucket] ? service.bucket : undefined;
  if (name === undefined) return trouble(`没有 ${names.bucket}`, '先改正“变量”。');
  const actual = await cloud.readBucket(name).catch((error: { readonly statusCode?: number }) => {
    if (error.statusCode === 403) return 'refused' as const;
    throw error;
  });
  if (actual === 'refused')
    return trouble(
      `不能访问 ${name}（403）`,
      `名称被别的账号用了的，换一个；否则运行 npm run plan -- --policy${names.option}，更新部署人的策略。`,
    );
  if (!actual)
    return (await deployed())
      ? trouble(
          `${service.region} 没有存储桶 ${name}`,
          `核对 ${names.bucket} 和 COS_REGION；删掉了的，再部署一次会重建，里面的文件回不来。`,
        )
      : later(`还没有 ${name}`, '部署时创建，不用自己建。');
  if (!actual.isPrivate)
    return trouble(`${name} 可以公开读取`, '在 COS 控制台把访问权限改为“私有读写”，或再部署一次。');
  return ok(`${name} 是私有的${actual.isEncrypted ? '，默认加密' : '，部署时打开默认加密'}`);
});
