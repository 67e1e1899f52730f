import type { PersonCertificate } from '../data/person-certificates.ts';
import type { Day } from '../kit/beijing-time.ts';

/** How a value is entered. Each front end has one component for each. */
export type Control =
  | 'text'
  | 'long-text'
  | 'phone'
  | 'email'
  | 'day'
  | 'day-or-long-term'
  | 'yes-no'
  | 'choice'
  | 'address'
  | 'service-contents'
  | 'languages'
  | 'pre-approvals';

/** Where a value is read from: the kind of the document and the name of its field. */
export interface ReadSource {
  readonly kind: 'business-licence' | 'id-front' | 'id-back';
  readonly field: string;
}

/** A value of a `choice`, and how people read it. */
export interface Choice {
  readonly code: PersonCertificate;
  readonly name: string;
}

/** What kind of personal value a field holds, and so how it is masked. */
export type PersonalKind = 'name' | 'number' | 'phone' | 'mailbox' | 'address';

/** Everything that the product knows of a field of a form. Checks, types, masks, labels and rows derive from it. */
export interface FieldFacts {
  /** What filers, reviewers and notices call it. */
  readonly label: string;
  /** What to write, or where to find it. */
  readonly hint: string;
  /** What a good answer looks like; invented. For texts that are typed. */
  readonly sample?: string;
  /** What a person without a company is told instead. */
  readonly forIndividual?: { readonly sample?: string; readonly hint?: string };
  readonly control: Control;
  /** The normal form of a text; by default that of `text`. A `long-text` is kept as it is typed. */
  readonly form?: 'text' | 'person-name' | 'certificate' | 'phone' | 'email' | 'url';
  /** In characters, of the normal form; for texts. */
  readonly maxLength?: number;
  /** Set when the field may stay blank: `omitted` is then left out of the form, `kept` is saved blank. */
  readonly blank?: 'omitted' | 'kept';
  /** The forms that were saved before it was asked, or of the other kind of organizer, do not have it. */
  readonly mayLack?: true;
  /** Of organizers of this kind provinces want it, though it may be blank: it isn't called optional. */
  readonly wantedOf?: 'enterprise' | 'individual';
  /** Only for organizers of this kind. */
  readonly only?: 'enterprise' | 'individual';
  /** The certificate with this value, by kind of organizer. */
  readonly readFrom?: { readonly enterprise?: ReadSource; readonly individual?: ReadSource };
  /** The values of a `choice`, whose first one is preselected. */
  readonly choices?: readonly Choice[];
  /** Token of the HTML attribute `autocomplete`, where there is one. */
  readonly autocomplete?: string;
  /** The part of the record that it belongs to: filing types say of each part whether it is typed, taken over or fixed. */
  readonly part: string;
  /** A change of it takes neither pictures nor a liveness check. */
  readonly isLight?: true;
  /** The class of personal data, as in docs/data.md. */
  readonly data: 'sensitive' | 'personal' | 'none';
  /** How it is masked in replies. Without it, it may stand there as it is. */
  readonly mask?: PersonalKind;
  /** An enterprise publishes it: a reviewer reads it without a mask. */
  readonly isPublicForEnterprise?: true;
}

/** The fields of a form by key, in the order of the form. */
export type FormTable = Readonly<Record<string, FieldFacts>>;

/** An address down to the door: GB/T 2260 codes and the rest as text without the names of these divisions. */
export interface Address {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
}

/** 前置或专项审批: kind by code of the approvals table, number of the document. */
export interface PreApproval {
  readonly kind: string;
  readonly number: string;
}

interface Values {
  readonly text: string;
  readonly 'long-text': string;
  readonly phone: string;
  readonly email: string;
  readonly day: Day;
  readonly 'day-or-long-term': Day | 'long-term';
  readonly 'yes-no': boolean;
  readonly choice: PersonCertificate;
  readonly address: Address;
  /** Codes of the service contents table. */
  readonly 'service-contents': readonly number[];
  /** Codes of the languages table, e.g. `zh-CN`. */
  readonly languages: readonly string[];
  /** Empty means 以上都不涉及. */
  readonly 'pre-approvals': readonly PreApproval[];
}

/** The value of a field. */
export type ValueOf<Field extends FieldFacts> = Values[Field['control']];

/** Whether a complete form may lack the field. */
export type IsOptional<Field extends FieldFacts> = Field extends { blank: 'omitted' } | { mayLack: true }
  ? true
  : false;

/** The complete form that a table describes. */
export type FormOf<Table extends FormTable> = {
  readonly [Key in keyof Table as IsOptional<Table[Key]> extends true ? never : Key]: ValueOf<Table[Key]>;
} & {
  readonly [Key in keyof Table as IsOptional<Table[Key]> extends true ? Key : never]?: ValueOf<Table[Key]> | undefined;
};

/** A table whose facts the compiler knows one by one. */
export const defineFields = <const Table extends FormTable>(table: Table): Table => table;
