import { describe, expect, it } from 'vitest';
import { draftOf, gapsIn } from './form-draft.ts';
import { fieldsFor, ORGANIZER_FIELDS } from './form-fields.ts';

const ADDRESS = { province: '440000', city: '440100', district: '440106', detail: '体育东路206号' };

describe('the form of an individual', () => {
  it('is complete without what only enterprises have', () => {
    const draft = draftOf(ORGANIZER_FIELDS, { name: '梁晓晴', certificateAddress: '广州市', address: ADDRESS });

    expect(gapsIn(fieldsFor(ORGANIZER_FIELDS, 'individual', '440000'), draft)).toEqual([]);
  });

  it('of an enterprise misses the name of its legal representative', () => {
    const draft = draftOf(ORGANIZER_FIELDS, {
      name: '深圳市样例有限公司',
      certificateAddress: '深圳市',
      address: ADDRESS,
    });

    expect(gapsIn(fieldsFor(ORGANIZER_FIELDS, 'enterprise', '440000'), draft).map(({ label }) => label)).toEqual([
      '法人姓名',
    ]);
  });
});
