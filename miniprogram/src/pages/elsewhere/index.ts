import { ELSEWHERE, ELSEWHERE_WAYS, type ElsewhereWay } from '../../../../client/records/elsewhere.ts';
import { pageOf } from '../../page.ts';

/** Who uses another account on a phone has another WeChat; what they do there is in the help. */
const URLS: Readonly<Record<ElsewhereWay, string>> = {
  'own-account': '/pages/help/index?topic=transfer',
  agreed: '/pages/help/index?topic=transfer',
  lost: '/pages/claim/index?way=lost',
  claim: '/pages/claim/index',
  'other-provider': '/pages/eligibility/index',
};

/** A record that the account doesn't have: what is so, and where each case is done. */
Component(
  pageOf({
    start: () => ({}),
    view: () => ({ texts: ELSEWHERE, ways: ELSEWHERE_WAYS.map((way) => ({ ...way, url: URLS[way.id] })) }),
  }),
);
