import {
  askerRows,
  SCAN_LIMITS,
  SCAN_QUESTION,
  SCAN_WARNING,
  type ScanAsker,
} from '../../../../client/account/scan-asker.ts';
import { minuteOf } from '../../../../client/kit/time.ts';
import { call } from '../../api.ts';
import { pageOf } from '../../page.ts';

const TICKET = /^[\w-]{22}$/;
const BROKEN = '这个小程序码不完整。回到电脑上换一个再扫。';

interface Own {
  asker: ScanAsker | undefined;
  isConfirmed: boolean;
}

/** 确认登录: a web page asks for a session of whoever holds this phone. */
Component(
  pageOf<Own>({
    start: () => ({ asker: undefined, isConfirmed: false }),
    load: async (page) => {
      const ticket = page.query.scene ?? '';
      if (!TICKET.test(ticket)) return;
      page.change({ asker: await call('showScanAsker', { params: { ticket } }) });
    },
    view: ({ own: { asker, isConfirmed }, query }) => ({
      question: SCAN_QUESTION,
      rows: asker ? askerRows(asker, minuteOf(asker.askedAt)).map(([label, value]) => ({ label, value })) : [],
      warning: SCAN_WARNING,
      limits: SCAN_LIMITS,
      broken: TICKET.test(query.scene ?? '') ? '' : BROKEN,
      isConfirmed,
    }),
    on: {
      confirm: (page) =>
        page.run(async () => {
          await call('confirmScanTicket', { params: { ticket: page.query.scene ?? '' } });
          page.change({ isConfirmed: true });
        }),
      leave: () => wx.reLaunch({ url: '/pages/filings/index' }),
    },
  }),
);
