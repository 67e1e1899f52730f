import type { FieldValue } from '../../../../client/form/form-draft.ts';
import { approvalsIn, isNoneChosen, withNone, withNumber, withType } from '../../../../client/form/pre-approvals.ts';
import { looking } from '../../looking.ts';
import { rowsOf } from '../../tables.ts';

interface PlaceEvent {
  readonly currentTarget: { readonly dataset: { readonly place: number } };
  readonly detail: { readonly value: string };
}
interface KindEvent {
  readonly currentTarget: { readonly dataset: { readonly kind: string } };
}

/** The types of content that need an approval, each with its document's number, or 以上都不涉及. */
Component({
  properties: {
    // A blank text while nothing is chosen, then a list.
    approvals: { type: null, value: '' as FieldValue },
    disabled: Boolean,
    /** They are folded until somebody answers. */
    brief: Boolean,
  },
  data: { kinds: [] as object[], rows: [] as object[], isNone: false, isOpen: false },
  lifetimes: looking,
  observers: {
    approvals() {
      this.look();
    },
  },
  methods: {
    value(): FieldValue {
      return this.data.approvals as FieldValue;
    },
    look() {
      const table = rowsOf('pre-approvals');
      const approvals = approvalsIn(this.value());
      const kinds = table.map(({ code, name }) => ({ code, name, isOn: approvals.some(({ kind }) => kind === code) }));
      const rows = approvals.map(({ kind, number }) => {
        const row = table.find(({ code }) => code === kind);
        return { kind, number, label: `${row?.name ?? kind}：${row?.document ?? '批准文件'}的编号` };
      });
      const next = { kinds, rows, isNone: isNoneChosen(this.value()) };
      const { kinds: oldKinds, rows: oldRows, isNone } = this.data;
      if (JSON.stringify(next) !== JSON.stringify({ kinds: oldKinds, rows: oldRows, isNone })) this.setData(next);
    },
    tell(value: FieldValue) {
      this.triggerEvent('change', { value });
    },
    open() {
      this.setData({ isOpen: true });
    },
    ticked({ currentTarget }: KindEvent) {
      this.tell(withType(this.value(), String(currentTarget.dataset.kind)));
    },
    none() {
      this.tell(withNone(this.value()));
    },
    typed({ currentTarget, detail }: PlaceEvent) {
      this.tell(withNumber(this.value(), currentTarget.dataset.place, detail.value));
    },
  },
});
