import type * as z from 'zod/mini';
import type { Operation } from '../../../contracts/kit/contract.ts';
import type { Refusal } from '../../../contracts/kit/refusal.ts';
import type { Json } from './docstrings.ts';

/** A message that is sent to somebody else. */
export interface Webhook {
  readonly summary: string;
  readonly description?: string;
  readonly message: z.ZodMiniType;
  readonly headers?: readonly Json[];
}

/** What an API is called, where it is, and how its callers sign in. */
export interface ApiFacts {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly servers: readonly Json[];
  readonly securitySchemes: Json;
  /** Whose exported schemas are its components. */
  readonly folders: readonly string[];
  /** The refusals that a use case can come to. */
  readonly refusals: (folder: string, operation: string) => readonly Refusal[];
  readonly webhooks?: Readonly<Record<string, Webhook>>;
  /** For an API that others offer, too: its error, and its replies but the good one. */
  readonly error?: Json;
  readonly replyTo?: (operation: Operation) => Json;
  /** Headers of its signed messages. */
  readonly signed?: readonly Json[];
  /** `input`: replies are described as whoever asks may read them. */
  readonly replies?: 'input';
}
