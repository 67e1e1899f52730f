-- Whoever withdraws their consent ends the checks that are open; an integrator has thousands that are over.
create index liveness_check_open on liveness_check (filing_id) where state = 'open';
