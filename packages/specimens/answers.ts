/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** An address: GB/T 2260 codes and the rest as text without the names of these divisions. */
interface Address {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
}

/** The form's fields of an organizer (主体信息). */
export interface Organizer {
  readonly name: string;
  /** 证件住所 as printed on the certificate. */
  readonly certificateAddress: string;
  /** 通信地址. */
  readonly address: Address;
  /** 法人姓名; enterprises only. */
  readonly legalRepresentative?: string;
  /** 投资人或主管单位; enterprises only. Absent: the unit itself. */
  readonly investor?: string;
}

/** The form's fields of a principal or a site owner (负责人). */
export interface Person {
  readonly name: string;
  /** 证件类型, by the code of the form. */
  readonly certificateType: 'id-card';
  readonly idNumber: string;
  readonly idValidFrom: Day;
  readonly idValidTo: Day | 'long-term';
  readonly mobile: string;
  /** 办公室电话. */
  readonly officePhone: string;
  /** 应急联系电话. */
  readonly emergencyPhone: string;
  readonly email: string;
  /** 法定代表人; meaningful for enterprises. */
  readonly isLegalRepresentative: boolean;
}

/** The form's fields of a website (网站信息). */
export interface WebsiteDetails {
  readonly name: string;
  readonly homeUrl: string;
  /** Codes of the authorities' table of service contents. */
  readonly serviceContents: readonly number[];
  /** BCP 47. */
  readonly languages: readonly string[];
  /** 前置审批: kind and number of each document. */
  readonly preApprovals: readonly { readonly kind: string; readonly number: string }[];
  readonly remark: string;
}
