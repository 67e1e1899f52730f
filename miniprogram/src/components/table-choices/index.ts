import type { Table } from '../../../../client/kit/code-tables.ts';
import { looking } from '../../looking.ts';
import { rowsOf } from '../../tables.ts';

/** Any number of rows of a code table; `brief`: the chosen ones are a line until others are wanted. */
Component({
  properties: {
    table: String,
    chosen: { type: Array, value: [] as (string | number)[] },
    disabled: Boolean,
    brief: Boolean,
  },
  data: { groups: [] as object[], names: '', isOpen: false },
  lifetimes: looking,
  observers: {
    'table, chosen'() {
      this.look();
    },
  },
  methods: {
    look() {
      const rows = rowsOf(this.data.table as Table);
      const groups = [...new Set(rows.map(({ group }) => group ?? ''))].map((name) => ({
        name,
        rows: rows
          .filter(({ group = '' }) => group === name)
          .map((row) => ({ code: String(row.code), name: row.name, isOn: this.data.chosen.includes(row.code) })),
      }));
      const names = rows.flatMap(({ code, name }) => (this.data.chosen.includes(code) ? [name] : [])).join('、');
      if (JSON.stringify(groups) !== JSON.stringify(this.data.groups)) this.setData({ groups, names });
    },
    open() {
      this.setData({ isOpen: true });
    },
    toggled({ currentTarget }: { readonly currentTarget: { readonly dataset: { readonly code: string } } }) {
      const row = rowsOf(this.data.table as Table).find(({ code }) => String(code) === currentTarget.dataset.code);
      if (!row) return;
      const { chosen } = this.data;
      const value = chosen.includes(row.code) ? chosen.filter((code) => code !== row.code) : [...chosen, row.code];
      // What is being chosen stays open.
      this.setData({ isOpen: true });
      this.triggerEvent('change', { value });
    },
  },
});
