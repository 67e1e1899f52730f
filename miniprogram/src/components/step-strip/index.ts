import { STEPS } from '../../../../client/steps.ts';
import { stepUrl } from '../../route.ts';

/** Where a filing stands among its steps, and the way to the others. */
Component({
  properties: { step: String, filingId: String },
  data: { place: 0, title: '', steps: STEPS.map(({ id, title }) => ({ id, title, state: 'ahead' })), isOpen: false },
  observers: {
    step(step: string) {
      const place = STEPS.findIndex(({ id }) => id === step);
      this.setData({
        place,
        title: STEPS[place]?.title ?? '',
        steps: STEPS.map(({ id, title }, at) => ({
          id,
          title,
          state: at < place ? 'past' : at === place ? 'now' : 'ahead',
        })),
      });
    },
  },
  methods: {
    toggle() {
      this.setData({ isOpen: !this.data.isOpen });
    },
    go(event: { readonly currentTarget: { readonly dataset: { readonly step: string } } }) {
      const { step } = event.currentTarget.dataset;
      this.setData({ isOpen: false });
      if (step !== this.data.step) wx.redirectTo({ url: stepUrl(this.data.filingId, step) });
    },
  },
});
