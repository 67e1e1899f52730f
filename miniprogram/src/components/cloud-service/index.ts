import { CLOUD_PRODUCTS, CLOUD_REGIONS } from '../../../../client/eligibility/cloud-choices.ts';
import { BLANK_CLOUD_SERVICE, type CloudServiceDraft } from '../../../../client/eligibility/cloud-service-draft.ts';
import {
  besideDraft,
  firstFit,
  type ListedService,
  serviceAt,
} from '../../../../client/eligibility/cloud-service-list.ts';
import { GLOSSARY } from '../../../../client/kit/glossary.ts';
import type { Website } from '../../../../shared/domain/filing/filing.ts';
import { cloudServices, loadCloudServices } from '../../cloud-services.ts';
import { goTo } from '../../route.ts';
import { onChange } from '../../shown.ts';
import { chosenShown, EMPTY_LIST, type ListAsked, listShown } from './server-list.ts';

const BY_CODE = 'authorization-code';

interface Event {
  readonly detail: { readonly value: string };
  readonly currentTarget: { readonly dataset: { readonly id?: string; readonly kind?: ListAsked['kind'] } };
}
interface Own {
  stop?: () => void;
  asked: ListAsked;
}
const ownOf = (component: object): Own => component as Own;

/** 备案云服务: picked from the person's list, or an authorization code; where there is no list, by the id. */
Component({
  properties: {
    draft: { type: Object, value: { ...BLANK_CLOUD_SERVICE } as CloudServiceDraft },
    /** Whether one that fits is proposed, and the chosen one takes a line until another is wanted. */
    brief: Boolean,
    /** Only what one may let others file with: servers of one's own, no codes. */
    own: Boolean,
    /** Those of the draft, which take places. */
    websites: { type: Array, value: [] as readonly Pick<Website, 'cloudService'>[] },
  },
  data: {
    way: 'loading' as 'loading' | 'chosen' | 'list' | 'id' | 'code',
    chosen: null as ReturnType<typeof chosenShown>,
    list: EMPTY_LIST,
    isIncomplete: false,
    isUnlisted: false,
    isUnknown: false,
    mayList: false,
    words: GLOSSARY,
    products: CLOUD_PRODUCTS.map(({ name }) => name),
    regions: CLOUD_REGIONS.map(({ name }) => name),
    productAt: 0,
    regionAt: 0,
    example: '',
    typed: '',
    resourceId: '',
    code: '',
    isById: false,
    isOpen: false,
    isChanging: false,
  },
  lifetimes: {
    attached() {
      ownOf(this).asked = { kind: undefined, typed: '' };
      ownOf(this).stop = onChange(() => this.look());
      void loadCloudServices();
      this.look();
    },
    detached() {
      ownOf(this).stop?.();
    },
  },
  observers: {
    'draft, own, websites'() {
      if (ownOf(this).asked) this.look();
    },
  },
  methods: {
    services(): readonly ListedService[] {
      const services = besideDraft(cloudServices.list?.services ?? [], this.data.websites);
      return this.data.own ? services.filter(({ product }) => product === 'cvm') : services;
    },
    look() {
      const { draft, own, isById } = this.data;
      const { list, error } = cloudServices;
      const services = this.services();
      const mayList = services.length > 0;
      const isLoading = !list && !error;
      const chosen =
        this.data.brief && !this.data.isChanging && !isById ? chosenShown(services, draft.resourceId) : null;
      const listed = chosen ? 'chosen' : 'list';
      const byList = mayList && !isById ? listed : isLoading ? 'loading' : 'id';
      const next = {
        way: draft.product === BY_CODE && !own ? 'code' : byList,
        chosen,
        list: byList === 'list' ? listShown(services, draft.resourceId, ownOf(this).asked, new Date()) : EMPTY_LIST,
        isIncomplete: list?.isIncomplete ?? false,
        isUnlisted: list?.isListed === false,
        isUnknown: error !== undefined,
        mayList,
        productAt: Math.max(
          0,
          CLOUD_PRODUCTS.findIndex(({ code }) => code === draft.product),
        ),
        regionAt: Math.max(
          0,
          CLOUD_REGIONS.findIndex(({ code }) => code === draft.cloudRegion),
        ),
        example: CLOUD_PRODUCTS.find(({ code }) => code === draft.product)?.example ?? '',
        resourceId: draft.resourceId,
        code: draft.code,
      } as const;
      const data = this.data as unknown as Record<string, unknown>;
      const changed = Object.entries(next).filter(
        ([name, value]) => JSON.stringify(data[name]) !== JSON.stringify(value),
      );
      if (changed.length > 0) this.setData(Object.fromEntries(changed));
      this.propose(services);
    },
    /** Once, to whoever has named none. */
    propose(services: readonly ListedService[]) {
      const { draft, brief, isChanging, isById } = this.data;
      const fit = firstFit(services);
      if (brief && fit && !isChanging && !isById && draft.product !== BY_CODE && draft.resourceId === '')
        this.take(fit);
    },
    other() {
      this.setData({ isChanging: true });
      this.look();
    },
    change(part: Partial<CloudServiceDraft>) {
      this.triggerEvent('change', part);
    },
    kind({ currentTarget }: Event) {
      ownOf(this).asked = { ...ownOf(this).asked, kind: currentTarget.dataset.kind };
      this.look();
    },
    /** An address that is typed whole picks its server, of whatever kind. */
    search({ detail }: Event) {
      ownOf(this).asked = { ...ownOf(this).asked, typed: detail.value };
      const meant = serviceAt(this.services(), detail.value);
      if (meant) this.take(meant);
      this.look();
    },
    pick({ currentTarget }: Event) {
      const picked = this.services().find(({ resourceId }) => resourceId === currentTarget.dataset.id);
      if (picked) this.take(picked);
    },
    take({ product, resourceId, region }: ListedService) {
      this.change({ product, resourceId, cloudRegion: region });
    },
    copyWay({ currentTarget }: Event) {
      wx.setClipboardData({ data: currentTarget.dataset.id ?? '' });
    },
    toggle() {
      this.setData({ isOpen: !this.data.isOpen });
    },
    product({ detail }: Event) {
      this.change({ product: CLOUD_PRODUCTS[Number(detail.value)]?.code ?? 'cvm' });
    },
    region({ detail }: Event) {
      this.change({ cloudRegion: CLOUD_REGIONS[Number(detail.value)]?.code ?? '' });
    },
    resource({ detail }: Event) {
      this.change({ resourceId: detail.value });
    },
    typedCode({ detail }: Event) {
      this.change({ code: detail.value });
    },
    toCode() {
      this.change({ product: BY_CODE });
    },
    toServer() {
      this.setData({ isChanging: true });
      this.change({ product: 'cvm' });
    },
    byId() {
      this.setData({ isById: true });
      this.look();
    },
    byList() {
      this.setData({ isById: false });
      this.look();
    },
    cloud() {
      goTo('/pages/cloud/index');
    },
  },
});
