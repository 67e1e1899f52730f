import { describe, expect, it } from 'vitest';
import { footerNumber, footerSnippet } from './filing-footer.ts';

const numbers = { organizer: '闽ICP备2026000017号', websites: { w1: '闽ICP备2026000017号-1' } };

describe('footerNumber', () => {
  it("has the website's own number", () => {
    expect(footerNumber('350000', numbers, 'w1')).toBe('闽ICP备2026000017号-1');
  });

  it("has the organizer's number in 广东 (PV-GD-17)", () => {
    expect(
      footerNumber('440000', { organizer: '粤ICP备2026000017号', websites: { w1: '粤ICP备2026000017号-1' } }, 'w1'),
    ).toBe('粤ICP备2026000017号');
  });

  it('is undefined for a website without a number', () => {
    expect(footerNumber('440000', numbers, 'w2')).toBeUndefined();
  });
});

describe('footerSnippet', () => {
  it('links the number to the registry of the ministry (PR-13)', () => {
    expect(footerSnippet('闽ICP备2026000017号-1')).toBe(
      '<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">闽ICP备2026000017号-1</a>',
    );
  });
});
