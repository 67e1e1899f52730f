import { computed, shallowRef } from 'vue';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { type Config, config } from './config.ts';

/** Settings that only a laptop has, where everybody is fictional; empty on an operator's site. */
const offered = shallowRef<Partial<Config>>({});
void config.then((known) => {
  offered.value = known;
});

/** Pages of the laptop's other parties. */
export const otherPages = computed(() => {
  const { reviewDesk, phone, miniProgram } = offered.value;
  return [
    { title: '手机上的小程序', href: miniProgram },
    { title: '审核台', href: reviewDesk },
    { title: '收到的提醒', href: phone },
  ].filter(({ href }) => href !== undefined);
});

/** The laptop's phone, opened by a code: what a scan would do. Undefined on an operator's site. */
export function phoneOpenedBy(page: string, scene: string): string | undefined {
  const { miniProgram } = offered.value;
  return miniProgram && `${miniProgram}?page=${encodeURIComponent(`${page}?scene=${scene}`)}`;
}

/** URL of a sample of this document. */
export const samplePictureOf = (organizerKind: OrganizerKind, kind: DocumentKind): string | undefined =>
  offered.value.samplePictures?.[organizerKind][kind];

/** The sample person for the camera. */
export const samplePerson = computed(() => offered.value.samplePerson);

export async function fetchSample(address: string): Promise<File> {
  const blob = await (await fetch(address)).blob();
  return new File([blob], 'sample', { type: blob.type });
}
