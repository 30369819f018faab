ALTER TABLE teams ADD COLUMN merged_into_id BIGINT NULL REFERENCES teams (id);

ALTER TABLE participants ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE participants ADD COLUMN own_choices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participants ADD COLUMN paused_from DATE NULL;
ALTER TABLE participants ADD COLUMN paused_until DATE NULL;
ALTER TABLE participants ADD COLUMN away_until TIMESTAMPTZ NULL;
ALTER TABLE participants ADD COLUMN last_heard_at TIMESTAMPTZ NULL;
ALTER TABLE participants ADD COLUMN status_reason TEXT NULL;
ALTER TABLE participants ADD COLUMN status_since TIMESTAMPTZ NULL;
ALTER TABLE participants ADD COLUMN former_status TEXT NULL;
CREATE INDEX participants_stopped ON participants (status_since) WHERE status_since IS NOT NULL;

ALTER TABLE prompt_deliveries ADD COLUMN kind TEXT NOT NULL DEFAULT 'Prompt';
ALTER TABLE prompt_deliveries ADD COLUMN look_back_reply_id BIGINT NULL REFERENCES replies (id) ON DELETE SET NULL;
ALTER TABLE prompt_deliveries ADD COLUMN nudge_due_at TIMESTAMPTZ NULL;
ALTER TABLE prompt_deliveries ADD COLUMN nudge_state TEXT NOT NULL DEFAULT 'None';
ALTER TABLE prompt_deliveries ADD COLUMN nudge_queued_at TIMESTAMPTZ NULL;
ALTER TABLE prompt_deliveries ADD COLUMN nudged_at TIMESTAMPTZ NULL;
CREATE INDEX prompt_deliveries_nudge ON prompt_deliveries (nudge_due_at) WHERE nudge_due_at IS NOT NULL;
CREATE INDEX prompt_deliveries_nudge_unqueued ON prompt_deliveries (id) WHERE nudge_state = 'Planned' AND nudge_queued_at IS NULL;
CREATE INDEX prompt_deliveries_look_back ON prompt_deliveries (look_back_reply_id) WHERE look_back_reply_id IS NOT NULL;
-- What operators look at and housekeeping removes goes by time.
CREATE INDEX prompt_deliveries_planned ON prompt_deliveries (planned_at);
CREATE INDEX inbound_emails_received ON inbound_emails (received_at);
CREATE INDEX replies_received ON replies (received_at);

ALTER TABLE timer_runs ADD COLUMN failed_at TIMESTAMPTZ NULL;
ALTER TABLE timer_runs ADD COLUMN failure TEXT NULL;
