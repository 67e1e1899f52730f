import type { Material } from '../calls/messages.ts';

/** The materials of a filing by whom they are about. */
export function materialGroups(
  websites: readonly { readonly websiteId: string; readonly domain: string }[],
  /** The site owner's name by the website's place; empty: it is not known, or they are the organizer. */
  ownerOf: (place: number) => string,
  materials: readonly Material[],
) {
  const groups = [
    { id: 'organizer', title: '主办者', who: '', subjects: ['organizer', 'principal'] },
    ...websites.map(({ websiteId, domain }, place) => ({
      id: websiteId,
      title: domain,
      who: ownerOf(place) && `网站负责人：${ownerOf(place)}`,
      subjects: [`website:${websiteId}`],
    })),
  ];
  return groups
    .map(({ id, title, who, subjects }) => {
      const own = materials.filter(({ subject }) => subjects.includes(subject));
      return { id, title, who, materials: own, hasLetter: own.some(({ kind }) => kind === 'commitment-letter') };
    })
    .filter((group) => group.materials.length > 0);
}

/** Said beside the letter of several websites. */
export const letterNote = (websites: readonly unknown[]): string =>
  websites.length > 1
    ? `一份备案只要一张承诺书：上面写明了全部 ${websites.length} 个网站和负责人。以后再加网站或换负责人，要重新下载、签字、上传。`
    : '';
