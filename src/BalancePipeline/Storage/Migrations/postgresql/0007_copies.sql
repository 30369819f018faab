-- How often the mail system posted a mail that was stored before: operators see duplicates among the rejections.
ALTER TABLE inbound_emails ADD COLUMN copies integer NOT NULL DEFAULT 0;
