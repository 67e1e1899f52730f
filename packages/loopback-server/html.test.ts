import { describe, expect, it } from 'vitest';
import { html, Markup } from './html.ts';

describe('html', () => {
  it('escapes every value, also in lists', () => {
    const { text } = html`<p title="${'"&\''}">${['<b>', 1]}</p>`;

    expect(text).toBe('<p title="&quot;&amp;&#39;">&lt;b&gt;1</p>');
  });

  it('leaves markup and its own text unchanged', () => {
    const { text } = html`<ul>${[html`<li>甲\n</li>`, new Markup('<li>')]}</ul>`;

    expect(text).toBe('<ul><li>甲\n</li><li></ul>');
  });
});
