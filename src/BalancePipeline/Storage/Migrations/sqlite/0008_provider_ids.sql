-- What the mail system calls each mail, so that an operator finds it there.
ALTER TABLE prompt_deliveries ADD COLUMN provider_id TEXT NULL;
ALTER TABLE prompt_deliveries ADD COLUMN nudge_provider_id TEXT NULL;
ALTER TABLE receipts ADD COLUMN provider_id TEXT NULL;
ALTER TABLE digests ADD COLUMN provider_id TEXT NULL;
