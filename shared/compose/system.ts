export const clock = async () => (await import('../adapters/system/clock.ts')).systemClock;

export const ids = async () => (await import('../adapters/node-crypto/ids.ts')).cryptoIds;
