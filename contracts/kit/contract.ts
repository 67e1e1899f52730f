import type * as z from 'zod/mini';
import type { Right } from '../desk/rights.ts';
import type { StaffCaller } from '../desk/staff-caller.ts';
import type { AtOnce, Limits } from './limits.ts';
import type { DeepReadonly } from './told.ts';

/** One HTTP operation: what callers must know, and what the edge enforces. OpenAPI is generated from it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for parameters, e.g. `/v1/filings/{filingId}`. */
  readonly path: `/v1/${string}`;
  /** What the operation does, in a few English words: its summary in OpenAPI. One that no description covers has none. */
  readonly title?: string;
  /** The same at length, in Chinese. In OpenAPI it begins the description; the operation's docstring follows. */
  readonly summary: string;
  /**
   * `session`: signed in · `optional-session`: signed in or not · `anonymous`: the caller is not identified · `desk`: a signed
   * message between the filing service and the desk · `staff`: signed in at the desk, with the right.
   */
  readonly caller: 'session' | 'optional-session' | 'anonymous' | 'desk' | 'staff';
  /** Only where `desk` calls: it changes nothing, and each question has an id of its own. Any other one must bear repetition. */
  readonly asks?: true;
  /** What a member of staff must be allowed to do. An operation of `staff` must have it. */
  readonly right?: Right;
  /**
   * The use case gets the request's cookies, and its result is the reply with a cookie to set. A changing request must
   * come from a page of the own host.
   */
  readonly cookies?: true;
  /** The use case gets where the request comes from. */
  readonly origin?: true;
  /**
   * For what somebody with a stolen session must not do: only within ten minutes of the sign-in, whose time the use case gets as
   * `authenticatedAt`. The caller is `session`.
   */
  readonly freshSignIn?: true;
  /** Tells the use case the caller's session and User-Agent. Not for an idempotent command: a retry has others. */
  readonly seesDevice?: true;
  /**
   * The use case gets the version in `If-Match`, 0 without one, and its reply's `version` is the `ETag`. Who has seen
   * nothing overwrites nothing.
   */
  readonly ifMatch?: true;
  /** Everybody gets the same reply, and may keep it for so long; it has an `ETag`, and 304 for whoever has it already. */
  readonly cacheSeconds?: number;
  /** Requires an Idempotency-Key: repeated calls with the same key have one effect and get the same reply. */
  readonly idempotent?: true;
  /** Counted before the request is parsed, so that invalid requests count too. `default-limits.ts` has the usual ones. */
  readonly limits: Limits;
  /** For work that is long or costly. An operation that waits, by a `wait` in its query, must have it. */
  readonly atOnce?: AtOnce;
  /** The longest JSON body in bytes, where it is longer than that of other operations. */
  readonly maxBodyBytes?: number;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** What a signed message says. The use case reads it from the raw body, of which every byte is signed. */
  readonly message?: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  /** What the link of the reply's `view` shows. */
  readonly view?: z.ZodMiniType;
  readonly status?: 200 | 201 | 202;
}

/** The operations of a room, by name. */
export type Contract = Readonly<Record<string, Operation>>;

/** What an operation needs besides, by its caller, and by its query: one that waits holds an instance as long as it does. */
type Bounded<O extends Operation> = (O['caller'] extends 'staff' ? { readonly right: Right } : unknown) & Waiting<O>;

type Waiting<O extends Operation> =
  O['query'] extends z.ZodMiniObject<infer Shape>
    ? 'wait' extends keyof Shape
      ? { readonly atOnce: AtOnce }
      : unknown
    : unknown;

/** Keeps the literal types of a contract. */
export const defineContract = <const C extends Contract>(
  contract: C & { readonly [Name in keyof C]: Bounded<C[Name]> },
): C => contract;

/** Where a request comes from. Both are as good as their source: an address may be shared, a User-Agent invented. */
export interface Origin {
  /** Network address as the platform reports it; '' when it does not. */
  readonly address: string;
  /** What counts as one address for limits; undefined without one. */
  readonly network: string | undefined;
  /** '' without the header. */
  readonly userAgent: string;
}

/** The input of a use case: the caller, the parameters, and the parsed body. */
export type Input<O extends Operation> = (O['origin'] extends true ? { readonly origin: Origin } : unknown) &
  (O['params'] extends z.ZodMiniType ? z.output<O['params']> : unknown) &
  (O['query'] extends z.ZodMiniType ? z.output<O['query']> : unknown) &
  (O['body'] extends z.ZodMiniType ? { readonly body: z.output<O['body']> } : unknown) &
  (O['caller'] extends 'session'
    ? { readonly applicantId: string }
    : O['caller'] extends 'optional-session'
      ? { readonly applicantId: string | undefined }
      : O['caller'] extends 'desk'
        ? { readonly messageId: string; readonly rawBody: string }
        : O['caller'] extends 'staff'
          ? { readonly staff: StaffCaller }
          : unknown) &
  (O extends { readonly cookies: true } ? { readonly cookies: Readonly<Record<string, string>> } : unknown) &
  (O extends { readonly freshSignIn: true } ? { readonly authenticatedAt: Date } : unknown) &
  (O extends { readonly ifMatch: true } ? { readonly seenVersion: number } : unknown) &
  (O extends { readonly seesDevice: true }
    ? { readonly sessionId: O['caller'] extends 'session' ? string : string | undefined; readonly userAgent: string }
    : unknown);

/** What the link of a reply's `view` shows. */
export type Shown<O extends { readonly view: z.ZodMiniType }> = DeepReadonly<z.input<O['view']>>;

/** The result of a use case; checked against the contract before it is sent. */
export type Output<O extends Operation> = O extends { readonly cookies: true }
  ? { readonly reply: DeepReadonly<z.input<O['reply']>>; readonly setCookie: string }
  : DeepReadonly<z.input<O['reply']>>;

/** A use case that reads, decides and writes in one step, with ports of its room. */
export type UseCase<O extends Operation, Ports> = (input: Input<O>, ports: Ports) => Promise<Output<O>>;
