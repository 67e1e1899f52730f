import type { Row } from '../../../../client/kit/code-tables.ts';
import type { Address } from '../../../../contracts/forms/form-field.ts';
import { looking } from '../../looking.ts';
import { divisionsBelow, rowsOf } from '../../tables.ts';

interface ChosenEvent {
  readonly currentTarget: { readonly dataset: { readonly part: 'province' | 'city' | 'district' } };
  readonly detail: { readonly value: string };
}

/** Province, city, district, and the rest of the address. */
Component({
  properties: {
    address: { type: Object, value: { province: '', city: '', district: '', detail: '' } as Address },
    disabled: Boolean,
  },
  data: { parts: [] as object[], detail: '' },
  lifetimes: looking,
  observers: {
    address() {
      this.look();
    },
  },
  methods: {
    rows(part: 'province' | 'city' | 'district'): readonly Row[] {
      const { province, city } = this.data.address;
      if (part === 'province') return rowsOf('provinces');
      const cities = divisionsBelow(province);
      if (part === 'city') return cities;
      const districts = divisionsBelow(city);
      // 东莞 and similar cities have no districts: the third level repeats the city.
      return districts.length > 0 || city === '' ? districts : cities.filter(({ code }) => code === city);
    },
    look() {
      const { address, detail } = this.data;
      const names = { province: '省', city: '市', district: '区、县' } as const;
      const parts = (['province', 'city', 'district'] as const).map((part) => {
        const rows = this.rows(part);
        const place = rows.findIndex(({ code }) => code === address[part]);
        return {
          part,
          name: names[part],
          at: Math.max(0, place),
          rows: rows.map(({ name }) => name),
          text: rows[place]?.name ?? '',
        };
      });
      if (JSON.stringify(parts) !== JSON.stringify(this.data.parts)) this.setData({ parts });
      if (address.detail !== detail) this.setData({ detail: address.detail });
    },
    chosen({ currentTarget, detail }: ChosenEvent) {
      const { part } = currentTarget.dataset;
      const code = String(this.rows(part)[Number(detail.value)]?.code ?? '');
      const below = part === 'province' ? { city: '', district: '' } : part === 'city' ? { district: '' } : {};
      this.triggerEvent('change', { value: { ...this.data.address, [part]: code, ...below } });
    },
    left() {
      this.triggerEvent('leave');
    },
    typed({ detail }: { readonly detail: { readonly value: string } }) {
      this.triggerEvent('change', { value: { ...this.data.address, detail: detail.value } });
    },
  },
});
