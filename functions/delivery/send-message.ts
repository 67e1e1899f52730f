import * as z from 'zod';
import type { ClaimedMessage } from '../../shared/ports/outbox.ts';
import type { ReviewDesk } from '../../shared/ports/review-desk.ts';
import type { Reviews } from '../../shared/ports/reviews.ts';
import { buildPackage, type PackagePorts } from './build-package.ts';

export interface SendPorts extends PackagePorts {
  readonly reviewDesk: ReviewDesk;
  readonly reviews: Reviews;
}

const submission = z.object({ filingId: z.guid(), round: z.int() });

/**
 * Sends one message, under its key as message id. A submission that was withdrawn or replaced meanwhile is not sent any more.
 *
 * @throws Failed of any vendor on the way.
 */
export async function sendMessage({ topic, key, payload }: ClaimedMessage, ports: SendPorts): Promise<void> {
  switch (topic) {
    case 'review-desk.submit': {
      const { filingId, round } = submission.parse(payload);
      const filing = await ports.reviews.find(filingId);
      if (filing.state !== 'submitted' || filing.round !== round) return;
      return ports.reviewDesk.submit(key, await buildPackage(filing, ports));
    }
    case 'review-desk.withdraw': {
      const { filingId, round } = submission.parse(payload);
      return ports.reviewDesk.withdraw(key, filingId, round);
    }
    case 'reminder':
      throw new Error('delivery: nobody writes reminders yet');
  }
}
