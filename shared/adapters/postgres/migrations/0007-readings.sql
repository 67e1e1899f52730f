-- Calls of the OCR vendor for documents that are being read: noted before they are made, because they may be billed.
create table ocr_call (
  document_id uuid not null references document on delete cascade,
  step text not null,
  attempts integer not null,
  -- Set from before the vendor is asked until he has said that it cost nothing.
  asked_at timestamptz,
  answer_sealed bytea,
  primary key (document_id, step)
);

-- When the next call of a vendor's action may be made, by whichever instance.
create table rate_limit (
  name text primary key,
  next_at timestamptz not null
);

-- What the commercial register was asked, by a digest of the claim: every answer is paid for.
create table company_check (
  claim_index bytea primary key,
  asked_at timestamptz not null,
  -- Whether each part of the claim is as registered; names nobody.
  answer jsonb
);
