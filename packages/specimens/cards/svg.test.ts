import { describe, expect, it } from 'vitest';
import { rasterize, text, wrap } from './svg.ts';

describe('wrap', () => {
  it('breaks a line of Chinese at its width', () => {
    const lines = wrap('广东省深圳市南山区科苑南路', 6);

    expect(lines).toEqual(['广东省深圳市', '南山区科苑南', '路']);
  });

  it('counts digits and Latin letters as about half a character', () => {
    const lines = wrap('12345678路', 4);

    expect(lines).toEqual(['1234567', '8路']);
  });

  it('never begins a line with a closing mark', () => {
    const lines = wrap('软件开发；广告', 4);

    expect(lines).toEqual(['软件开发；', '广告']);
  });
});

describe('rasterize', () => {
  it('draws Chinese with the bundled fonts, whatever the machine has installed', () => {
    const blank = rasterize({ width: 60, height: 60, content: '' });

    const drawn = rasterize({ width: 60, height: 60, content: text(10, 45, '案', { size: 40 }) });

    expect(inked(blank.pixels)).toBe(0);
    expect(inked(drawn.pixels)).toBeGreaterThan(400);
  });
});

/** Pixels that are not transparent. */
const inked = (rgba: Buffer) => rgba.filter((value, index) => index % 4 === 3 && value > 0).length;
