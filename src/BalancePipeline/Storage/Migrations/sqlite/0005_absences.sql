-- A week away breaks no streak, also when the automatic answer that told of it is no longer kept.
ALTER TABLE prompt_deliveries ADD COLUMN met_absence INTEGER NOT NULL DEFAULT 0;
UPDATE prompt_deliveries SET met_absence = 1 WHERE id IN (SELECT delivery_id FROM inbound_emails WHERE rejection = 'AutoReply');
