import { describe, expect, it } from 'vitest';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

/** Somebody who has not signed in. */
async function get(path: string) {
  const response = await fetch(`${laptop.addresses.gateway}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the guide for newcomers, without sign-in', () => {
  it('says in which provinces one can file, and what each asks', async () => {
    const { body } = await get('/v1/guides');

    const provinces = body.provinces as readonly { readonly short: string; readonly isOpen: boolean }[];
    expect(provinces.find(({ short }) => short === '四川')).toMatchObject({
      demands: { enterprise: { principal: 'letter', youngest: 18 }, individual: { outsiders: 'proof', youngest: 16 } },
    });
    expect(provinces.length).toBe(31);
    expect(provinces.filter(({ isOpen }) => isOpen).map(({ short }) => short)).toEqual(['天津', '福建', '广东']);
  });

  it('says what an enterprise needs, what the authority demands, and how long it takes', async () => {
    const { status, body } = await get('/v1/guides/440000/enterprise');

    expect([status, body]).toEqual([
      200,
      {
        province: { code: '440000', name: '广东省', short: '广东', isOpen: true },
        organizerKind: 'enterprise',
        materials: [
          {
            kind: 'business-licence',
            label: '营业执照',
            of: 'organizer',
            reason: '单位备案须提供营业执照，正本或副本均可。',
          },
          expect.objectContaining({ kind: 'commitment-letter', of: 'organizer' }),
          expect.objectContaining({ kind: 'id-front', of: 'principal' }),
          expect.objectContaining({ kind: 'id-back', of: 'principal' }),
          expect.objectContaining({ kind: 'handheld-photo', of: 'site-owner' }),
        ],
        demands: {
          domainMonths: 0,
          footerNumber: 'organizer',
          youngest: 16,
          principal: 'legal-representative',
          domainOwner: 'unit-or-legal-representative',
        },
        duration: { initialReviewWorkdays: 1, smsHours: 24, reviewWorkdays: 20, longestWorkdays: 25 },
      },
    ]);
  });

  it('says what else a person needs', async () => {
    const { body } = await get('/v1/guides/120000/individual');

    expect(body).toMatchObject({
      organizerKind: 'individual',
      demands: { domainMonths: 3, youngest: 18, outsiders: 'allowed' },
    });
  });

  it.each(['440300', '810000', '999999'])('knows no province %s', async (region) => {
    expect((await get(`/v1/guides/${region}/enterprise`)).status).toBe(404);
  });

  it.each(['enterprise', 'individual'])('has a blank letter to download for an %s', async (kind) => {
    const { status, body } = await get(`/v1/guides/350000/${kind}/letter`);

    const file = await fetch((body.letter as { url: string }).url);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([status, file.headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect(bytes.length).toBeGreaterThan(10_000);
  });
});
