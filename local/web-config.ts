import { ENTERPRISE, INDIVIDUAL, SAMPLE_SERVER, type Specimen } from 'specimens/people.ts';
import type { EligibilityInput } from '../shared/domain/filing/filing.ts';
import type { StandIns } from './stand-ins.ts';
import { SAMPLE_PERSON, SAMPLE_PICTURES } from './web-samples.ts';

/** Invented. */
export const LAPTOP_CONTACT = { phone: '0755-12345678', hours: '工作日 9:00–18:00' } as const;

/** Servers that the page speaks with or leads to. */
export interface WebPlaces extends Pick<StandIns, 'cos' | 'phone' | 'wechat'> {
  /** Its page, where it has one. */
  readonly reviewDesk: { readonly url: string } | undefined;
}

/**
 * The laptop's `config.json` of the web page: the gateway is the API, anybody may sign in, and examples are available.
 * Addresses are relative to the page; those of the desk and the phone are links to other servers.
 */
export const webConfig = ({ phone, reviewDesk }: Pick<WebPlaces, 'phone' | 'reviewDesk'>) => ({
  api: '',
  contact: LAPTOP_CONTACT,
  developmentSignIn: './laptop/login',
  reviewDesk: reviewDesk?.url,
  phone: phone.url,
  miniProgram: './phone/',
  samples: [
    { label: '样例企业', input: eligibilityInputOf(ENTERPRISE) },
    { label: '样例个人', input: eligibilityInputOf(INDIVIDUAL) },
  ],
  samplePictures: SAMPLE_PICTURES,
  samplePerson: SAMPLE_PERSON,
});

/** The input of 验证备案类型 for a specimen. */
export function eligibilityInputOf(specimen: Specimen): EligibilityInput {
  const isEnterprise = specimen.organizerKind === 'enterprise';
  return {
    region: specimen.region,
    organizerKind: specimen.organizerKind,
    certificateType: isEnterprise ? 'business-licence' : 'id-card',
    certificateNumber: isEnterprise ? specimen.licence.creditCode : specimen.idCard.idNumber,
    domain: specimen.domain,
    cloudService: SAMPLE_SERVER,
  };
}
