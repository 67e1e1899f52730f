import { describe, expect, it } from 'vitest';
import { html, Markup } from './html.ts';

describe('html', () => {
  it('shows every value as text', () => {
    expect(html`<p title="${'"'}">${`<b>&'`}</p>`.text).toBe('<p title="&quot;">&lt;b&gt;&amp;&#39;</p>');
  });

  it('leaves markup of its own, and constants of ours, as they are', () => {
    expect(html`<ul>${html`<li>${'<'}</li>`}${new Markup('<hr>')}</ul>`.text).toBe('<ul><li>&lt;</li><hr></ul>');
  });

  it('joins lists, of lists too, and writes numbers', () => {
    expect(html`${['一', ['二', 3]]}；`.text).toBe('一二3；');
  });

  it('needs no value', () => {
    expect(html`<br>`.text).toBe('<br>');
  });
});
