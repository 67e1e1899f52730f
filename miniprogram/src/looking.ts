import { onChange } from './shown.ts';

interface Looking {
  look(): void;
}
const stops = new WeakMap<object, () => void>();

/** The lifetimes of a component that looks again whenever a shared state changes. */
export const looking = {
  attached(this: Looking): void {
    stops.set(
      this,
      onChange(() => this.look()),
    );
    this.look();
  },
  detached(this: Looking): void {
    stops.get(this)?.();
  },
} as Record<string, () => void>;
