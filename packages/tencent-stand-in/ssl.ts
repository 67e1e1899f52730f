import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { beijingTime } from './vendor-time.ts';

/** A certificate of the account. */
export interface Certificate {
  readonly id: string;
  readonly domain: string;
  /** Every name that it is for, a star for one label. */
  readonly names: readonly string[];
  /** 0 in review, 1 issued, 2 refused, 3 expired, 7 cancelled, 10 revoked … */
  readonly status: number;
  readonly endsAt: Date;
}

const request = z.strictObject({ CertificateId: z.string().check(z.minLength(1)) });

/** DescribeCertificate. Shapes and codes: Tencent Cloud API ssl 2019-12-05. @param certificates read at each call. */
export const sslActions = (certificates: () => readonly Certificate[]): CloudActions => ({
  'ssl/2019-12-05/DescribeCertificate': async (body) => {
    const { CertificateId } = parametersOf(request, body);
    const found = certificates().find(({ id }) => id === CertificateId);
    if (!found) throw new CloudApiError('FailedOperation.CertificateNotFound', 'No such certificate.');
    return {
      CertificateId: found.id,
      CertificateType: 'SVR',
      Domain: found.domain,
      SubjectAltName: found.names,
      Status: found.status,
      // A certificate that was not issued has no term.
      CertEndTime: found.status === 0 || found.status === 2 ? null : beijingTime(found.endsAt),
    };
  },
});
