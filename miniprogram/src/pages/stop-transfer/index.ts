import type { Reply } from '../../../../client/calls/messages.ts';
import { minuteOf } from '../../../../client/kit/time.ts';
import { TRANSFER } from '../../../../client/records/record-transfers.ts';
import { call } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  code: string;
  found: Reply<'showStop'> | undefined;
  isStopped: boolean;
}

const look = (page: OpenPage<Own>) =>
  page.run(async () => page.change({ found: await call('showStop', { body: { code: page.own.code } }) }));

const stop = (page: OpenPage<Own>) =>
  page.run(async () => {
    await call('stopByPrincipal', { body: { code: page.own.code } });
    page.change({ isStopped: true });
  });

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
            organizer: found.organizer ?? '',
            number: found.number,
            domains: found.domains.join('、') || '无',
            movesAt: found.movesAt ? minuteOf(found.movesAt) : '',
            isWaiting: found.state === 'waiting',
          }
        : null,
    }),
    on: { type: (page, { detail }) => page.change({ code: String(detail.value) }), look, stop },
  }),
);
