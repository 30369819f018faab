-- Which message of the host's own queue was parked here, so that it is parked once however often that is tried.
ALTER TABLE queue_messages ADD COLUMN origin_id text NULL;
CREATE UNIQUE INDEX queue_messages_origin ON queue_messages (queue, origin_id) WHERE origin_id IS NOT NULL;
