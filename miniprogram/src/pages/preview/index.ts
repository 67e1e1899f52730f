import { messageOf } from '../../../../client/form-messages.ts';
import type { Reply } from '../../../../client/messages.ts';
import { sectionsOf } from '../../../../client/preview.ts';
import { call } from '../../api.ts';
import { openFiling } from '../../filing.ts';
import { goOn, stepView } from '../../form-page.ts';
import { pageOf } from '../../page.ts';
import { goTo, titleOfField, urlOfField } from '../../route.ts';
import { nameOf } from '../../tables.ts';

interface Own {
  preview: Reply<'preview'> | undefined;
}

/** 预览: everything that a reviewer would object to, and the whole filing to read once more. */
Component(
  pageOf<Own>({
    start: () => ({ preview: undefined }),
    async load(page) {
      const { filingId = '' } = page.query;
      await openFiling(filingId);
      page.change({ preview: await call('preview', { params: { filingId } }) });
    },
    returned: (page) => void page.load(),
    view(page) {
      const { preview } = page.own;
      if (!preview) return stepView(page, 'preview');
      const { filing, findings, submittable } = preview;
      return {
        ...stepView(page, 'preview'),
        isChecked: true,
        submittable,
        findings: findings.map((finding) => ({
          messages: [messageOf(finding)],
          title: titleOfField(filing, finding.field),
          url: urlOfField(filing, finding.field),
        })),
        sections: sectionsOf(filing, nameOf).map(({ title, path, rows }) => ({
          title,
          url: path === undefined ? '' : urlOfField(filing, path),
          rows,
        })),
      };
    },
    on: {
      go: (_page, { currentTarget }) => goTo(currentTarget.dataset.url ?? ''),
      next: (page) => goOn(page, 'preview'),
    },
  }),
);
