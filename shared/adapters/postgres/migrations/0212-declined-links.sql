-- Whoever declines says which case it is; the same for a link by which people confirm their contacts.
alter table hand_over add column decline_reason text;
alter table contact_link add column opened_at timestamptz, add column declined_at timestamptz, add column decline_reason text;
