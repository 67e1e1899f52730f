import { CLOUD_PRODUCTS, CLOUD_REGIONS } from '../../../../client/cloud-choices.ts';
import { BLANK_CLOUD_SERVICE, type CloudServiceDraft } from '../../../../client/cloud-service-draft.ts';

const BY_CODE = 'authorization-code';
const PRODUCTS = [...CLOUD_PRODUCTS.map(({ code, name }) => ({ code, name })), { code: BY_CODE, name: '备案授权码' }];

interface ValueEvent {
  readonly detail: { readonly value: string };
}

/** 备案云服务: a server of the account, or an authorization code. */
Component({
  properties: {
    draft: { type: Object, value: { ...BLANK_CLOUD_SERVICE } as CloudServiceDraft },
    /** Leaves out authorization codes. */
    own: Boolean,
  },
  data: {
    products: PRODUCTS.map(({ name }) => name),
    regions: CLOUD_REGIONS.map(({ name }) => name),
    productAt: 0,
    regionAt: 0,
    productName: '',
    regionName: '',
    isByCode: false,
    example: '',
    resourceId: '',
    code: '',
  },
  observers: {
    'draft, own'({ product, cloudRegion, resourceId, code }: CloudServiceDraft, own: boolean) {
      const productAt = PRODUCTS.findIndex((one) => one.code === product);
      const regionAt = CLOUD_REGIONS.findIndex((one) => one.code === cloudRegion);
      this.setData({
        products: PRODUCTS.filter((one) => !own || one.code !== BY_CODE).map(({ name }) => name),
        productAt,
        regionAt,
        productName: PRODUCTS[productAt]?.name ?? '',
        regionName: CLOUD_REGIONS[regionAt]?.name ?? '',
        isByCode: product === BY_CODE,
        example: CLOUD_PRODUCTS.find((one) => one.code === product)?.example ?? '',
      });
      if (resourceId !== this.data.resourceId) this.setData({ resourceId });
      if (code !== this.data.code) this.setData({ code });
    },
  },
  methods: {
    change(part: Partial<CloudServiceDraft>) {
      this.triggerEvent('change', part);
    },
    product({ detail }: ValueEvent) {
      this.change({ product: PRODUCTS[Number(detail.value)]?.code as CloudServiceDraft['product'] });
    },
    region({ detail }: ValueEvent) {
      this.change({ cloudRegion: CLOUD_REGIONS[Number(detail.value)]?.code ?? '' });
    },
    resource({ detail }: ValueEvent) {
      this.change({ resourceId: detail.value });
    },
    typedCode({ detail }: ValueEvent) {
      this.change({ code: detail.value });
    },
  },
});
