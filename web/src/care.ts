import { ref, watchEffect } from 'vue';

const KEPT = 'icp-filing.care';

/** 大字版: larger texts and targets, which this browser remembers. */
export const isCare = ref(localStorage.getItem(KEPT) === 'on');

watchEffect(() => {
  document.documentElement.classList.toggle('care', isCare.value);
  if (isCare.value) localStorage.setItem(KEPT, 'on');
  else localStorage.removeItem(KEPT);
});
