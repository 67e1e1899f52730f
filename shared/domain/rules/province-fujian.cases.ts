import { change, enterprise, fires, idNumber, individual, quiet, type RuleCase } from './cases.ts';

const region = { 'contents.eligibility.region': '350000' };
const enterpriseThere = change(enterprise, region);
const individualThere = change(individual, region);

const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });

export const FUJIAN_CASES: readonly RuleCase[] = [
  fires('PV-FJ-01', enterpriseThere, principal('isLegalRepresentative', false), 'principal.isLegalRepresentative'),
  quiet('PV-FJ-01', enterpriseThere),
  fires('PV-FJ-05', individualThere, principal('idNumber', idNumber('44010620081126999')), 'principal.idNumber'),
  quiet('PV-FJ-05', individualThere, principal('idNumber', idNumber('44010620081125999'))),
  fires(
    'PV-FJ-04',
    enterpriseThere,
    { 'contents.websites.0.siteOwner.idNumber': idNumber('44030520081126999') },
    'websites.0.siteOwner.idNumber',
  ),
  quiet('PV-FJ-04', enterpriseThere),
  fires('PV-FJ-07', enterpriseThere, {}, 'organizer.investor'),
  fires('PV-FJ-07', enterpriseThere, { 'contents.organizer.investor': undefined }, 'organizer.investor'),
  quiet('PV-FJ-07', enterpriseThere, { 'contents.organizer.investor': '深圳市星河样例科技有限公司' }),
  fires('PV-FJ-02', enterpriseThere, {}, 'websites.0.documents.authorization-letter'),
  quiet('PV-FJ-02', enterpriseThere, { 'contents.websites.0.siteOwner': enterprise.contents.principal }),
  fires('PV-FJ-03', individualThere, {}, 'documents.residence-proof'),
  quiet('PV-FJ-03', individualThere, { 'documents.1.fields.address.text': '福建省厦门市思明区样例路1号' }),
];
