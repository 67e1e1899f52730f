import type { FilingContents } from '../../shared/domain/filing/filing.ts';

/** The contents of a change with one value more that differs. @param random a number from 0 to below its argument */
export function edited(contents: FilingContents, random: (below: number) => number): FilingContents {
  const text = `第${random(1000)}次`;
  const { organizer, principal, websites } = contents;
  const index = random(Math.max(websites.length, 1));
  const site = (edit: (website: FilingContents['websites'][number]) => object) =>
    websites.map((website, place) => (place === index ? { ...website, ...edit(website) } : website));
  const edits: readonly (() => Partial<FilingContents>)[] = [
    () => ({ organizer: organizer && { ...organizer, remark: text } }),
    () => ({ organizer: organizer && { ...organizer, name: `${text}有限公司` } }),
    () => ({ principal: principal && { ...principal, email: `mail${random(1000)}@example.com` } }),
    () => ({ websites: site(({ details }) => (details ? { details: { ...details, remark: text } } : {})) }),
    () => ({ websites: site(() => ({ cloudService: { kind: 'authorization-code', code: `CODE-${random(1000)}` } })) }),
  ];
  return { ...contents, ...edits[random(edits.length)]?.() };
}
