import * as fc from 'fast-check';
import { ENTERPRISE } from 'specimens/people.ts';
import { recordIdFrom } from '../../contracts/kit/record-id.ts';
import { END_REASONS, type End, type FiledRecord, type FiledWebsite } from '../../shared/domain/record/record.ts';

/** Records in every standing: websites that have ended, accesses that have, and several of both. */

const CLOUD_SERVICE = { kind: 'resource', product: 'cvm', resourceId: 'ins-sample1', region: 'ap-guangzhou' } as const;
const NUMBER = '粤ICP备2026000001号';

const end: fc.Arbitrary<End> = fc.record({
  at: fc.constant('2026-11-20T02:00:00.000Z'),
  why: fc.constantFrom(...END_REASONS),
});
const maybeEnd = fc.option(end, { nil: undefined, freq: 3 });

/** A website that has ended has no access here any more. */
const website = fc.record({ ended: maybeEnd, accesses: fc.array(maybeEnd, { minLength: 1, maxLength: 3 }) });

const websiteAt = (
  { ended, accesses }: { readonly ended?: End | undefined; readonly accesses: readonly (End | undefined)[] },
  index: number,
): FiledWebsite => ({
  id: `w${index}`,
  number: `${NUMBER}-${index + 1}`,
  domains: [`site-${index}.cn`],
  filingId: 'f1',
  details: ENTERPRISE.website,
  siteOwner: ENTERPRISE.principal,
  accesses: accesses.map((access, place) => ({
    id: `a${index}-${place}`,
    filingId: 'f1',
    cloudService: CLOUD_SERVICE,
    ended: access ?? ended,
  })),
  ended,
});

/** Any record of an enterprise as versions of it can be: with its end all of its websites have ended, and not the reverse. */
export const anyRecord: fc.Arbitrary<FiledRecord> = fc
  .tuple(fc.array(website, { maxLength: 3 }), maybeEnd, fc.constantFrom(ENTERPRISE.region, '120000'))
  .map(([websites, last, region]) => {
    const isOver = websites.every(({ ended }) => ended);
    return {
      id: recordIdFrom('r1'),
      accountId: 'me',
      number: NUMBER,
      version: 1,
      contents: {
        subject: {
          region,
          organizerKind: 'enterprise',
          certificateType: 'business-licence',
          certificateNumber: ENTERPRISE.licence.creditCode,
        },
        organizer: ENTERPRISE.organizer,
        principal: ENTERPRISE.principal,
        websites: websites.map(websiteAt),
        ...(isOver && { ended: last }),
      },
    };
  });
