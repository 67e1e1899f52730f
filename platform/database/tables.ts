/** Tables of the platform, which each product has in its own schema. */
export interface PlatformTables {
  caller_limit: { subject_index: Buffer; calls: number; ends_at: Date };
  running_call: { subject_index: Buffer; end_times: Date[]; ends_at: Date };
  seen_message: { id: string; content_hash: string; expires_at: Date };
  reply: {
    applicant_id: string;
    route: string;
    key: string;
    fingerprint: string;
    holder: string;
    locked_until: Date;
    status: number | null;
    body: string | null;
    created_at: Date;
  };
}
