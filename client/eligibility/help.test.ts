import { describe, expect, it } from 'vitest';
import { HELP } from './help.ts';
import { HELP_TOPICS } from './start.ts';

const textOf = (topic: (typeof HELP_TOPICS)[number]) => HELP[topic].sections.flatMap(({ lines }) => lines).join('');

describe('help', () => {
  it('has a page with something to read for every link of the guide', () => {
    expect(HELP_TOPICS.filter((topic) => textOf(topic).length < 40)).toEqual([]);
  });

  it('shows samples of good and bad pictures beside what is said of certificates', () => {
    const withSamples = HELP.materials.sections.filter(({ hasSamples }) => hasSamples);

    expect(withSamples.map(({ title }) => title)).toEqual(['证件']);
  });

  it("says how somebody else's server is used", () => {
    expect(textOf('cloud-services')).toContain('请对方生成备案授权码给你。一个授权码备案一个网站。');
  });
});
