import { LEADS_TO, type LeadsTo } from '../../../../client/records/elsewhere.ts';
import { goTo } from '../../route.ts';

const WORDS = { block: '须修改', require: '须补充', confirm: '请核对', warn: '注意', info: '提示' } as const;

interface Followed {
  readonly currentTarget: { readonly dataset: { readonly page: LeadsTo } };
}

/** Messages by severity, which is also said in words for people who can't see the colour. */
Component({
  properties: { messages: { type: Array, value: [] as unknown[] } },
  data: { words: WORDS, links: LEADS_TO },
  methods: {
    follow: ({ currentTarget }: Followed) => goTo(`/pages/${currentTarget.dataset.page}/index`),
  },
});
