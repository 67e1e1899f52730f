/**
 * 证件类型 of principals and site owners, by our own codes, with the authorities' code and the pictures that each needs.
 *
 * Source: the code tables of public filing interfaces, undated, not confirmed by MIIT. A passport is one page; the others
 * are cards with two sides.
 */
export const PERSON_CERTIFICATES = [
  { code: 'id-card', authorityCode: 2, name: '居民身份证', pictures: ['id-front', 'id-back'] },
  { code: 'passport', authorityCode: 7, name: '护照', pictures: ['passport'] },
  { code: 'hk-macao-permit', authorityCode: 14, name: '港澳居民来往内地通行证', pictures: ['card-front', 'card-back'] },
  { code: 'taiwan-permit', authorityCode: 11, name: '台湾居民来往大陆通行证', pictures: ['card-front', 'card-back'] },
  { code: 'foreigner-card', authorityCode: 30, name: '外国人永久居留身份证', pictures: ['card-front', 'card-back'] },
  { code: 'hk-macao-residence', authorityCode: 41, name: '港澳居民居住证', pictures: ['card-front', 'card-back'] },
  { code: 'taiwan-residence', authorityCode: 42, name: '台湾居民居住证', pictures: ['card-front', 'card-back'] },
] as const;

export type PersonCertificate = (typeof PERSON_CERTIFICATES)[number]['code'];
/** Kinds of documents, by the names of uploads. */
export type CertificatePicture = (typeof PERSON_CERTIFICATES)[number]['pictures'][number];

export const PERSON_CERTIFICATE_CODES = PERSON_CERTIFICATES.map(({ code }) => code) as [
  PersonCertificate,
  ...PersonCertificate[],
];

const rowOf = (certificate: PersonCertificate) => PERSON_CERTIFICATES.find(({ code }) => code === certificate);

/** The name that people read. */
export const certificateName = (certificate: PersonCertificate): string => rowOf(certificate)?.name ?? '';

/** The pictures that a certificate of this type needs, in the order of the upload page. */
export const certificatePictures = (certificate: PersonCertificate): readonly CertificatePicture[] =>
  rowOf(certificate)?.pictures ?? [];
