import type { Reply } from '../../../../client/calls/messages.ts';
import {
  BLANK_CLOUD_SERVICE,
  type CloudServiceDraft,
  cloudServiceOf,
} from '../../../../client/eligibility/cloud-service-draft.ts';
import { resourceName } from '../../../../client/eligibility/cloud-service-list.ts';
import { CODE_STATES, CODE_WORDS } from '../../../../client/kit/labels.ts';
import { dayOf } from '../../../../client/kit/time.ts';
import { call, newKey, readView } from '../../api.ts';
import { cloudServices, loadCloudServices } from '../../cloud-services.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  codes: Reply<'listCodes'> | undefined;
  account: Reply<'showCloudAccount'> | undefined;
  service: CloudServiceDraft;
  /** The only account that may use the next code; blank: whoever has it. */
  target: string;
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
    if (resource?.kind !== 'resource') return void wx.showToast({ title: '选择云服务器', icon: 'none' });
    const { kind: _, ...server } = resource;
    const targetAccountId = page.own.target.trim();
    const body = { resource: server, ...(targetAccountId && { targetAccountId }) };
    const { view } = await call('createCode', { body }, { key: newKey() });
    const { code } = await readView<{ code: string }>(view);
    page.change({ newCode: code, target: '' });
    await load(page);
  });

async function remove(page: OpenPage<Own>, codeId: string): Promise<void> {
  const { confirm } = await wx.showModal({ title: '收回这个授权码？', content: '收回后不能再用它备案。' });
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
      target: '',
      newCode: '',
      roleArn: '',
    }),
    load,
    view: ({ own: { codes, account, service, target, newCode, roleArn } }) => ({
      words: CODE_WORDS,
      account: account ?? null,
      accountId: codes?.accountId ?? '',
      codes: (codes?.codes ?? []).map(({ codeId, lastFour, resource, state, createdAt, targetAccountId }) => ({
        codeId,
        lastFour,
        server: resourceName(resource, cloudServices.list?.services),
        state: CODE_STATES[state],
        mayRemove: state === 'free' || state === 'invalid',
        created: `${dayOf(createdAt)}生成${targetAccountId ? '，只给指定账号' : ''}`,
      })),
      isLoaded: codes !== undefined,
      service,
      target,
      newCode,
      roleArn,
    }),
    on: {
      service: (page, { detail }) => page.change({ service: { ...page.own.service, ...detail } }),
      target: (page, { detail }) => page.change({ target: detail.value }),
      create,
      remove: (page, { currentTarget }) => remove(page, currentTarget.dataset.id ?? ''),
      role: (page, { detail }) => page.change({ roleArn: detail.value }),
      link: (page) =>
        page.run(async () => {
          page.change({ account: await call('linkCloudAccount', { body: { roleArn: page.own.roleArn.trim() } }) });
          await loadCloudServices(true);
        }),
      unlink: (page) =>
        page.run(async () => {
          page.change({ account: await call('unlinkCloudAccount', {}) });
          await loadCloudServices(true);
        }),
    },
  }),
);
