import { onUnmounted, type Ref, ref } from 'vue';

/** The present instant in milliseconds, each second anew while a component shows it. */
export function useNow(): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 1000);
  onUnmounted(() => clearInterval(timer));
  return now;
}
