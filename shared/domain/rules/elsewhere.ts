/**
 * Rules of the published catalogue, and a few of our own, that are not predicates over a case, and where they are
 * handled. Together with `FILING_RULES` this covers every id, so that no rule is silently missing.
 */

/** Where such a rule is handled. */
export const PLACES = {
  type: 'types and schemas make a violation impossible',
  code: 'implemented by a function of the domain or a use case',
  'no-fact': 'its facts are unavailable; reviewers check it',
  'not-offered': 'it belongs to a service that this platform does not offer',
  operation: 'a duty of the operator',
  later: 'not implemented yet',
} as const;

export type Place = keyof typeof PLACES;

/** A rule that is handled elsewhere. */
export interface RuleElsewhere {
  readonly id: string;
  readonly place: Place;
  /** The published rule in words. */
  readonly rule: string;
  /** Which code implements it, or why none does. */
  readonly why: string;
}

const TABLE: Readonly<Record<Place, string>> = {
  type: `
FT-02 | the organizer is an enterprise or an individual | OrganizerKind has no third value
FT-18 | the inputs of the eligibility check do not change afterwards | no request changes them
FT-34 | a unit does not become an individual | no request changes the kind
FT-35 | an individual does not become a unit | no request changes the kind; replacing an individual is off in every province
FT-39 | the site owner of an individual changes with the principal | an individual has no site owner of their own (FD-64)
CS-07 | the product may be used for a filing | CloudService names only products that qualify
CS-08 | there is a usable resource or an authorization code | one of them is required; CS-90 if it does not exist
CS-17 | a function pack carries two websites, and an account has one pack | CloudService has no function packs
PV-GD-13 | several domains of one website are explained in the remark | a website has one domain
MT-16 | camera, microphone and location may be used | the client asks for permissions
`,
  code: `
FT-05 | neither organizer nor domain is filed: a first filing | filingTypeOf
FT-06 | the organizer is filed here, the domain is not: a new website | filingTypeOf
FT-07 | the organizer is filed elsewhere, the domain is not: a new website | filingTypeOf; the number comes from the record
FT-08 | the organizer has filed the domain elsewhere: a new access | filingTypeOf
FT-21 | a change keeps the province | openFromRecord
FT-33 | a change keeps the credit code, unless it was issued anew or the province’s policy is on | save-certificate-number.ts
PV-FJ-09 | 福建: a change keeps the organizer; a new name takes proof (MT-19) | replaceableIn: its data allow no other one
PV-TJ-17 | 天津: a change keeps the organizer; a new name takes proof (MT-19) | replaceableIn: its data allow no other one
FT-31 | a change or an ending is about a record that is connected here | openFromRecord; FT-96 before submission
FT-32 | nothing else of the organizer is open | the one unfinished filing of an account
CS-18 | a new server or code qualifies | CS-01 to CS-16, which judge what differs
MT-20 | another person, or one with a renewed certificate, brings new pictures | MT-02 where the person differs; FD-13 and FD-15
MT-23 | letters of earlier filings are not used again, pictures prove what differs | material-rule.ts
PR-17 | the SMS verification asks those whose part differs | FILING_TYPES, notifications.ts
PR-20 | an approval writes the next version of the record | record/fold.ts
PR-16 | changes after the approval are filed in time | record/look-after.ts reminds of what runs out
PR-22 | a forced cancellation stops what is open about the record | record/stop-filing.ts
PR-23 | people hear of what is filed and runs out within 60 days | record/look-after.ts
FT-27 | a returned filing that is not corrected within 45 days becomes a draft again | process-steps.ts
FT-28 | a draft without changes for 30 days expires | process-steps.ts
FT-30 | the organizer was filed under an old certificate number | suggestion of FT-10; old numbers with a record pass FD-01
DM-14 | domains are stored and compared in ASCII | normal-forms/domain.ts
PV-FJ-06 | an individual in 福建 uses a 居民身份证 | FT-03 and FD-12
PV-TJ-14 | pictures of certificates are colour originals | reading of certificates: MT-06
PV-GD-17 | 广东: the page footer shows the organizer’s number | client/filing/filing-footer.ts, record/hints.ts
PV-00 | the other provinces’ rules are data | provinces.ts, PV-90 to PV-93
CS-13 | a server has at most five codes | authorization function
CS-14 | codes are made for servers that qualify | authorization function: CS-01 to CS-05 and the product
CS-15 | the applicant is reminded of a server that expires during the review | process timer; before submission CS-04 and CS-11 are stricter
FD-14 | ages are full years by the calendar in Beijing | fullYears
FD-22 | an address does not repeat the names of its divisions | the forms ask for the detail without them
MT-05 | a picture is JPG or PNG, at most 4 MB, and large enough | check of uploads; the pre-check includes its findings
MT-06 | the picture of a certificate is an original, complete and clear | reading of certificates; the pre-check includes its findings
MT-91 | the values of an unreadable certificate are typed by hand | reading of certificates; the pre-check includes its findings
MT-93 | a value that every such certificate has is legible | reading of certificates; the pre-check includes its findings
MT-97 | a letter shows heading, names, domain, signature, date, and seal or fingerprint where due | media/letter.ts, in the pre-check, too
MT-98 | a hand-held photo shows one face and the legible certificate | media/handheld.ts, in the pre-check, too
FD-97 | a business licence has not expired | reading of certificates; the pre-check includes its findings
MT-07 | a watermark says 仅供备案使用 and covers nothing | reading of certificates; the pre-check includes its findings
MT-15 | the site owner is alone and clearly visible in front of a white wall | reasons of the liveness check
FT-41 | the last website is not cancelled by mistake | planEnding
FT-42 | what is being cancelled is not cancelled again | the one unfinished filing of an account
FT-43 | the last known access is not ended by mistake | planEnding
FT-44 | whoever ends something has read what it means | planEnding
FT-45 | an ending has a reason | ending-types.ts, the schema of its request
FT-48 | a domain whose suffix is not approved is not filed again | record/ending.ts
MT-22 | who has lost the phone brings a declaration and certificates, whose numbers are those that are filed | record/ending-papers.ts
MT-96 | papers of an ending that no machine found to fit, and a hand-held face, are marked for the reviewer | record/ending-papers.ts
PR-18 | an ending goes to the authority by its code | file-ending.ts, ENDING_REVIEW
PR-19 | a cancellation that nobody confirmed in 24 hours has no effect | verdict-machine.ts
PR-21 | what an inspection found is mended by a date, with one extension | record/notice.ts
FT-46 | a record moves to another account only while no filing of its organizer is open in either | record/transfer.ts
PR-03 | the initial review is due within one working day | due dates
PR-04 | a filing that passed the initial review is submitted to the authority | filing machine
PR-05 | in a returned filing only the flagged fields can be changed | corrections.ts
PR-06 | the SMS verification is done within 24 hours | filing machine, due dates
PR-07 | a filing whose SMS verification failed is submitted again or returned | filing machine: it is returned
PR-08 | the authority answers within 20 working days, 浙江 within 30 | reviewWorkdays of the province, due dates
PR-09 | nothing is changed or withdrawn while the authority reviews | filing machine
PR-10 | a filing is withdrawn only before the initial review | filing machine
PR-11 | a returned filing is corrected within 45 days | process-steps.ts, due dates
PR-12 | the filing of an applicant who can’t be reached twice is returned | verdict of the review desk
PR-13 | an approval brings the filing numbers | verdict of the review desk
PR-14 | filing numbers are well-formed | filing/number.ts
PR-15 | the authority’s answers arrive a day or two late | due dates
SEC-04 | sensitive values are encrypted at rest | the sealed contents of a filing
SEC-05 | responses and logs show masked values | mask.ts, log.ts
SEC-06 | pictures and videos are deleted when they are no longer needed | retention.ts and its timer
SEC-07 | people can see, copy, correct and delete their data | me function: export, erasure, consents
SEC-08 | pictures are shown by short-lived links | views are private objects
`,
  'no-fact': `
FT-14 | organizer or domain is not in review through another provider | known only from a verdict of the authority
FT-17 | no change of the organizer is pending elsewhere | not in the records
CS-20 | 湖南: the website resolves to the filed address | what a domain resolves to is not asked
FT-22 | the account has the organizer’s name | sign-in does not provide the real name of an account
FT-23 | an individual’s mobile number is that of the account | sign-in does not provide it
FT-24 | the account has no other organizer | accounts here belong to people, who may file for several; FT-12 for the reverse
FT-47 | a record moves to an account of its organizer | sign-in does not provide the real name of an account; its certificate is shown there
CS-12 | codes are made by enterprises only | sign-in does not provide the kind of account
PV-FJ-10 | a foreign legal representative authorises a holder of an ID card | the licence does not contain the nationality
PV-TJ-16 | an organizer has one number | the record has one
MT-10 | a letter is at most three months old | its date is not read; the message of MT-09 mentions it
`,
  'not-offered': `
FD-26 | a mobile number is confirmed by a one-time code | the authority verifies it itself (PR-06)
`,
  operation: `
SEC-09 | a breach is remedied and reported | the operator
SEC-10 | an impact assessment is made and kept | the operator
SEC-11 | vendors handle personal data by contract | the operator
SEC-12 | all data stays in the mainland | the choice of regions
`,
  later: '',
};

/** Every rule that is handled elsewhere, by place. */
export const ELSEWHERE: readonly RuleElsewhere[] = (Object.keys(TABLE) as Place[]).flatMap((place) =>
  TABLE[place]
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', rule = '', why = ''] = line.split(' | ');
      return { id, place, rule, why };
    }),
);
