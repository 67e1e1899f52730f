import { describe, expect, it } from 'vitest';
import { footerSnippet } from './filing-footer.ts';

describe('footerSnippet', () => {
  it('links the number to the registry of the ministry (PR-13)', () => {
    expect(footerSnippet('闽ICP备2026000017号-1')).toBe(
      '<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">闽ICP备2026000017号-1</a>',
    );
  });
});
