import { describe, expect, it } from 'vitest';
import { html, Markup } from './html.ts';

describe('html', () => {
  it('escapes every value', () => {
    expect(html`<p title="${'"'}">${`<b>&'`}</p>`.text).toBe('<p title="&quot;">&lt;b&gt;&amp;&#39;</p>');
  });

  it('does not escape its own markup and constants of ours', () => {
    expect(html`<ul>${html`<li>${'<'}</li>`}${new Markup('<hr>')}</ul>`.text).toBe('<ul><li>&lt;</li><hr></ul>');
  });

  it('joins nested lists and writes numbers', () => {
    expect(html`${['一', ['二', 3]]}；`.text).toBe('一二3；');
  });

  it('accepts templates without values', () => {
    expect(html`<br>`.text).toBe('<br>');
  });
});
