import { CONSENT, TERMS } from '../../../../client/account/consent.ts';
import { pageOf } from '../../page.ts';

/** 条款和声明: every text that a person agrees to. */
Component(
  pageOf({
    start: () => ({}),
    view: () => ({ texts: [...TERMS.texts, { title: CONSENT.title, paragraphs: CONSENT.paragraphs }] }),
  }),
);
