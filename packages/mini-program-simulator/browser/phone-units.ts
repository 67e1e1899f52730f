/** `rpx` in a style that is computed while the page runs. */
export const phoneUnits = (style: string): string => style.replace(/(-?[\d.]+)rpx\b/g, 'calc(var(--rpx) * $1)');
