import type { CloudService } from '../../shared/domain/filing/filing.ts';
import type { Call } from '../calls/api-client.ts';
import { ASK_AFTER_MS, answerTo, messagesOf } from '../eligibility/eligibility-check.ts';
import type { Show } from '../kit/shown.ts';
import type { OpenFiling } from './open-filing.ts';
import { pastedSites, type Verdicts } from './paste-sites.ts';

/** Asks about each pasted domain what the first step asks about one: who has filed it, its registration, real name and expiry. */
export function createVerdicts(call: Call, show: Show, sleep: (milliseconds: number) => Promise<unknown>) {
  const state = show<{ readonly known: Verdicts }>({ known: {} });
  let turn = 0;
  async function ask({ contents }: OpenFiling, cloudService: CloudService, domain: string): Promise<void> {
    const answer = await answerTo(call, { ...contents.eligibility, domain, cloudService });
    const messages = messagesOf(answer, 'domain');
    const isSaid = answer.kind === 'answered' || messages.length > 0;
    state.change({ known: { ...state.now.known, [domain]: isSaid ? messages : 'unknown' } });
  }
  return {
    state: state.now,

    /** Asks a moment after the last key, and again about a line that moves up when another one is refused. */
    async look(open: OpenFiling | undefined, service: CloudService | undefined, text: string): Promise<void> {
      turn += 1;
      const asked = turn;
      await sleep(ASK_AFTER_MS);
      if (asked !== turn || !open || !service) return;
      // What could not be asked is tried again.
      const known = Object.entries(state.now.known).filter(([, verdict]) => verdict !== 'unknown');
      state.change({ known: Object.fromEntries(known) });
      const waiting = () => pastedSites(text, open, service, state.now.known).filter((site) => site.state === 'asking');
      for (let sites = waiting(); asked === turn && sites.length > 0; sites = waiting())
        await Promise.all(sites.map(({ domain }) => ask(open, service, domain)));
    },
  };
}
