ALTER TABLE replies ADD COLUMN attachments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbound_emails ADD COLUMN command TEXT NULL;

CREATE TABLE receipts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    reply_id INTEGER NULL REFERENCES replies (id) ON DELETE CASCADE,
    delivery_id INTEGER NULL REFERENCES prompt_deliveries (id) ON DELETE CASCADE,
    tip_id TEXT NULL,
    state TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    queued_at INTEGER NULL,
    sent_at INTEGER NULL,
    failure TEXT NULL
);
CREATE INDEX receipts_participant ON receipts (participant_id, planned_at);
CREATE INDEX receipts_reply ON receipts (reply_id) WHERE reply_id IS NOT NULL;
CREATE INDEX receipts_delivery ON receipts (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX receipts_unqueued ON receipts (planned_at) WHERE queued_at IS NULL;

-- What a person takes out of a score stays taken out, whoever scores the reply again.
CREATE TABLE score_corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reply_id INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    scorer_version TEXT NOT NULL,
    confidence REAL NOT NULL,
    words TEXT NOT NULL,
    corrected_at INTEGER NOT NULL,
    UNIQUE (reply_id, kind, code)
);

CREATE TABLE sender_aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (participant_id, email)
);

CREATE TABLE mail_events (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    participant_id INTEGER NULL REFERENCES participants (id) ON DELETE CASCADE,
    delivery_id INTEGER NULL REFERENCES prompt_deliveries (id) ON DELETE CASCADE,
    status TEXT NULL,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL
);
CREATE INDEX mail_events_participant ON mail_events (participant_id, occurred_at) WHERE participant_id IS NOT NULL;
CREATE INDEX mail_events_delivery ON mail_events (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX mail_events_received ON mail_events (received_at);
