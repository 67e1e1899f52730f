import type { CloudService } from '../../shared/domain/filing/filing.ts';
import type { CloudProduct } from './cloud-choices.ts';

/** 备案云服务 while it is typed. */
export interface CloudServiceDraft {
  product: CloudProduct | 'authorization-code';
  resourceId: string;
  cloudRegion: string;
  code: string;
}

export const BLANK_CLOUD_SERVICE: Readonly<CloudServiceDraft> = {
  product: 'cvm',
  resourceId: '',
  cloudRegion: 'ap-guangzhou',
  code: '',
};

/** The typed values in the form of the contract; undefined while something is missing. */
export function cloudServiceOf({
  product,
  resourceId,
  cloudRegion,
  code,
}: CloudServiceDraft): CloudService | undefined {
  if (product === 'authorization-code')
    return code.trim() ? { kind: 'authorization-code', code: code.trim() } : undefined;
  return resourceId.trim()
    ? { kind: 'resource', product, resourceId: resourceId.trim(), region: cloudRegion }
    : undefined;
}

/** The draft of a cloud service that was saved. */
export const cloudServiceDraftOf = (service: CloudService): CloudServiceDraft =>
  service.kind === 'resource'
    ? {
        ...BLANK_CLOUD_SERVICE,
        product: service.product,
        resourceId: service.resourceId,
        cloudRegion: service.region,
      }
    : { ...BLANK_CLOUD_SERVICE, product: 'authorization-code', code: service.code };
