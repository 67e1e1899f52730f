import type { Reply } from '../../../../client/calls/messages.ts';
import { lateStopWords, TRANSFER, transferFacts } from '../../../../client/records/record-transfers.ts';
import { isFinal } from '../../../../contracts/client/api-error.ts';
import { call } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  code: string;
  found: Reply<'showStop'> | undefined;
  isStopped: boolean;
}

const look = (page: OpenPage<Own>) =>
  page.run(async () => page.change({ found: await call('showStop', { body: { code: page.own.code } }) }));

async function stop(page: OpenPage<Own>): Promise<void> {
  const caught = await page.run(async () => {
    await call('stopByPrincipal', { body: { code: page.own.code } });
    page.change({ isStopped: true });
  });
  // It says then whether the record has moved.
  if (isFinal(caught)) await look(page);
}

/** The principal of a record stops its transfer by the code of their SMS. They are not signed in. */
Component(
  pageOf<Own>({
    start: () => ({ code: '', found: undefined, isStopped: false }),
    view: ({ own: { code, found, isStopped } }) => ({
      texts: TRANSFER,
      ...{ code, isStopped },
      mayLook: code.trim() !== '',
      found: found
        ? {
            facts: transferFacts(found).map(([name, value]) => ({ name, value: value ?? '' })),
            isWaiting: found.state === 'waiting',
            late: lateStopWords(found),
          }
        : null,
    }),
    on: { type: (page, { detail }) => page.change({ code: String(detail.value) }), look, stop },
  }),
);
