import type { ReviewPackage } from './package.ts';

/** What a reviewer is told beside a value, and who says so. */
export interface Told {
  readonly text: string;
  readonly source: string;
}

/** What the province wants in a remark, whether it stands there or not; where the server of a website is. */
export function toldOf(
  path: string,
  { evidence, websites }: Pick<ReviewPackage, 'evidence' | 'websites'>,
): readonly Told[] {
  const demands = evidence?.demands?.filter(({ field }) => field === path) ?? [];
  const website = websites.find((_, place) => path === `websites.${place}.cloudService`);
  const server = evidence?.servers?.find(({ subject }) => subject === `website:${website?.id}`);
  return [
    ...demands.map(({ message, ruleId }) => ({ text: message, source: `管局要求，${ruleId}` })),
    ...(server
      ? [{ text: `服务器 IP：${server.publicIps.join('、') || '没有公网 IP'}`, source: '云平台，提交时' }]
      : []),
  ];
}
