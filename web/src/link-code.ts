import { onUnmounted, ref } from 'vue';

const besides = matchMedia('(min-width: 56.25rem) and (pointer: fine)');

/** Whether codes to scan are shown: only where another phone can be held before the screen, never on a phone's own. */
export const showsCodes = ref(besides.matches);
besides.addEventListener('change', () => {
  showsCodes.value = besides.matches;
});

/**
 * A QR code that leads to an address, for one component: `picture` is the address of its picture, which ends with the
 * component. The library loads when the first one is shown.
 */
export function useLinkCode() {
  const picture = ref<string>();

  function forget(): void {
    if (picture.value !== undefined) URL.revokeObjectURL(picture.value);
    picture.value = undefined;
  }
  onUnmounted(forget);

  return {
    picture,
    /** Shows the code of another address. @throws when the library can't be loaded */
    async show(link: string): Promise<void> {
      forget();
      const { renderSVG } = await import('uqr');
      picture.value = URL.createObjectURL(new Blob([renderSVG(link)], { type: 'image/svg+xml' }));
    },
  };
}
