-- A week away breaks no streak, also when the automatic answer that told of it is no longer kept.
ALTER TABLE prompt_deliveries ADD COLUMN met_absence boolean NOT NULL DEFAULT false;
UPDATE prompt_deliveries SET met_absence = true WHERE id IN (SELECT delivery_id FROM inbound_emails WHERE rejection = 'AutoReply');
