import { shallowRef } from 'vue';
import type { DecisionView } from './operations.ts';

/** A decision of this person that can still be taken back; the strip with its seconds stays on every page. */
export interface Sent {
  readonly caseId: string;
  readonly domain: string;
  readonly decision: DecisionView;
}

export const sent = shallowRef<Sent>();
