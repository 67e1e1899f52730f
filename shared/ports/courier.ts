/**
 * Whoever delivers the outbox. He comes by himself every few seconds; calling him after a commit only saves the wait. A call that fails is
 * therefore nobody's trouble, and it never throws.
 */
export interface Courier {
  call(): Promise<void>;
}
