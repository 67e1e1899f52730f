/** A box of ISO/IEC 14496-12 that players skip: its length, `free`, and what one likes. */
const BOX = 12;
const NAME = Buffer.from('free');

/** The same film in other bytes: it carries a ticket in a box at its end. */
export function withTicket(film: Buffer, ticket: number): Buffer {
  const box = Buffer.alloc(BOX);
  box.writeUInt32BE(BOX, 0);
  NAME.copy(box, 4);
  box.writeUInt32BE(ticket, 8);
  return Buffer.concat([film, box]);
}

/** The film without its ticket, and the ticket. */
export function takeTicket(clip: Buffer): { readonly film: Buffer; readonly ticket: number | undefined } {
  const box = clip.subarray(-BOX);
  const hasTicket = box.length === BOX && box.readUInt32BE(0) === BOX && box.subarray(4, 8).equals(NAME);
  return hasTicket ? { film: clip.subarray(0, -BOX), ticket: box.readUInt32BE(8) } : { film: clip, ticket: undefined };
}
