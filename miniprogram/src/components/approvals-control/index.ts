import type { PreApproval } from '../../../../shared/domain/filing/filing.ts';
import { onChange } from '../../shown.ts';
import { rowsOf } from '../../tables.ts';

const MOST = 10;

interface PlaceEvent {
  readonly currentTarget: { readonly dataset: { readonly place: number } };
  readonly detail: { readonly value: string };
}

/** 前置或专项审批: kind and number of each. */
Component({
  properties: { approvals: { type: Array, value: [] as PreApproval[] }, disabled: Boolean },
  data: { kinds: [] as string[], rows: [] as object[], mayAdd: true },
  lifetimes: {
    attached() {
      Object.assign(this, { stop: onChange(() => this.look()) });
      this.look();
    },
    detached() {
      (this as unknown as { stop: () => void }).stop();
    },
  },
  observers: {
    approvals() {
      this.look();
    },
  },
  methods: {
    look() {
      const table = rowsOf('pre-approvals');
      const kinds = table.map(({ name, document }) => `${name}（${document ?? ''}）`);
      const rows = this.data.approvals.map(({ kind, number }, place) => {
        const at = table.findIndex(({ code }) => code === kind);
        return { place, at: Math.max(0, at), text: kinds[at] ?? '', number };
      });
      const next = { kinds, rows, mayAdd: rows.length < MOST };
      const { kinds: oldKinds, rows: oldRows, mayAdd } = this.data;
      if (JSON.stringify(next) !== JSON.stringify({ kinds: oldKinds, rows: oldRows, mayAdd })) this.setData(next);
    },
    tell(value: readonly PreApproval[]) {
      this.triggerEvent('change', { value });
    },
    change(place: number, part: Partial<PreApproval>) {
      this.tell(this.data.approvals.map((one, at) => (at === place ? { ...one, ...part } : one)));
    },
    chosen({ currentTarget, detail }: PlaceEvent) {
      const kind = String(rowsOf('pre-approvals')[Number(detail.value)]?.code ?? '');
      this.change(currentTarget.dataset.place, { kind });
    },
    typed({ currentTarget, detail }: PlaceEvent) {
      this.change(currentTarget.dataset.place, { number: detail.value });
    },
    add() {
      this.tell([...this.data.approvals, { kind: '', number: '' }]);
    },
    remove({ currentTarget }: PlaceEvent) {
      this.tell(this.data.approvals.filter((_, at) => at !== currentTarget.dataset.place));
    },
  },
});
