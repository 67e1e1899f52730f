import { CLOUD_PRODUCTS } from '../../../../client/cloud-choices.ts';
import { BLANK_CLOUD_SERVICE, type CloudServiceDraft, cloudServiceOf } from '../../../../client/cloud-service-draft.ts';
import type { Reply } from '../../../../client/messages.ts';
import { minuteOf } from '../../../../client/time.ts';
import { call, newKey, readView } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';

const STATES = { free: '未使用', 'in-use': '使用中', used: '已使用', invalid: '已失效' } as const;

interface Own {
  codes: Reply<'listCodes'> | undefined;
  account: Reply<'showCloudAccount'> | undefined;
  service: CloudServiceDraft;
  /** A code that was just made: it can be read once. */
  newCode: string;
  roleArn: string;
}

async function load(page: OpenPage<Own>): Promise<void> {
  const [codes, account] = await Promise.all([call('listCodes', {}), call('showCloudAccount', {})]);
  page.change({ codes, account });
}

const create = (page: OpenPage<Own>) =>
  page.run(async () => {
    const resource = cloudServiceOf(page.own.service);
    if (resource?.kind !== 'resource') return void wx.showToast({ title: '填写实例 ID', icon: 'none' });
    const { kind: _, ...body } = resource;
    const { view } = await call('createCode', { body: { resource: body } }, { key: newKey() });
    const { code } = await readView<{ code: string }>(view);
    page.change({ newCode: code });
    await load(page);
  });

async function remove(page: OpenPage<Own>, codeId: string): Promise<void> {
  const { confirm } = await wx.showModal({ title: '删除这个授权码？', content: '删除后不能再用它备案。' });
  if (!confirm) return;
  await page.run(async () => {
    await call('removeCode', { params: { codeId } });
    await load(page);
  });
}

/** 云账号和授权码: the linked account, and codes that let others file with the person's servers. */
Component(
  pageOf<Own>({
    start: () => ({
      codes: undefined,
      account: undefined,
      service: { ...BLANK_CLOUD_SERVICE },
      newCode: '',
      roleArn: '',
    }),
    load,
    view: ({ own: { codes, account, service, newCode, roleArn } }) => ({
      account: account ?? null,
      accountId: codes?.accountId ?? '',
      codes: (codes?.codes ?? []).map(({ codeId, lastFour, resource, state, createdAt }) => ({
        codeId,
        lastFour,
        server: `${CLOUD_PRODUCTS.find(({ code }) => code === resource.product)?.name ?? ''} ${resource.resourceId}`,
        state: STATES[state],
        mayRemove: state === 'free' || state === 'invalid',
        created: minuteOf(createdAt),
      })),
      isLoaded: codes !== undefined,
      service,
      newCode,
      roleArn,
    }),
    on: {
      service: (page, { detail }) => page.change({ service: { ...page.own.service, ...detail } }),
      create,
      remove: (page, { currentTarget }) => remove(page, currentTarget.dataset.id ?? ''),
      copy: (_page, { currentTarget }) => wx.setClipboardData({ data: currentTarget.dataset.text ?? '' }),
      role: (page, { detail }) => page.change({ roleArn: detail.value }),
      link: (page) =>
        page.run(async () => {
          page.change({ account: await call('linkCloudAccount', { body: { roleArn: page.own.roleArn.trim() } }) });
        }),
      unlink: (page) =>
        page.run(async () => {
          page.change({ account: await call('unlinkCloudAccount', {}) });
        }),
    },
  }),
);
