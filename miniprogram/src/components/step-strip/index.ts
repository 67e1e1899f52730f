import { STEP_STATE_WORDS, stepsNow } from '../../../../client/filing/step-states.ts';
import { STEPS } from '../../../../client/filing/steps.ts';
import { filingNow } from '../../filing.ts';
import { looking } from '../../looking.ts';
import { overviews } from '../../overview.ts';
import { stepUrl } from '../../route.ts';

const MARKS = { done: '✓', problem: '!', open: '○', waiting: '…', closed: '–' } as const;

/** The steps of a filing as the service knows them, and the way to those that can be opened. */
Component({
  properties: { step: String, filingId: String },
  data: { title: '', steps: [] as readonly object[], isOpen: false },
  observers: {
    step() {
      this.look();
    },
  },
  lifetimes: looking,
  methods: {
    look() {
      const { step, filingId } = this.data;
      const { view } = filingNow(filingId) ?? {};
      const overview = overviews.of(filingId);
      const known = overview && view && stepsNow(overview, view);
      const steps = STEPS.map(({ id, title }) => {
        const state = id === 'eligibility' && filingId ? 'done' : known?.find((one) => one.id === id)?.state;
        return {
          id,
          title,
          state: state ?? 'unknown',
          mark: state ? MARKS[state] : '○',
          words: state ? STEP_STATE_WORDS[state] : '',
          isNow: id === step,
          mayOpen: id !== 'eligibility' && state !== 'closed',
        };
      });
      if (JSON.stringify(steps) !== JSON.stringify(this.data.steps))
        this.setData({ steps, title: STEPS.find(({ id }) => id === step)?.title ?? '' });
    },
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
