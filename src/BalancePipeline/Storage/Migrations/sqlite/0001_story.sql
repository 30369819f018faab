-- Moments are milliseconds since 1970 (UTC).
CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    parent_id INTEGER NULL REFERENCES teams (id)
);

CREATE TABLE participants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams (id),
    time_zone TEXT NOT NULL,
    days INTEGER NOT NULL,
    local_time TEXT NOT NULL,
    locale TEXT NOT NULL,
    status TEXT NOT NULL,
    next_due_at INTEGER NULL,
    created_at INTEGER NOT NULL
);
-- Planning reads this index alone: it touches only who is due.
CREATE INDEX participants_due ON participants (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX participants_team ON participants (team_id);

CREATE TABLE leaders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams (id),
    UNIQUE (email, team_id)
);

CREATE TABLE prompt_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    practice TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    queued_at INTEGER NULL,
    claimed_at INTEGER NULL,
    sent_at INTEGER NULL,
    message_id TEXT NULL,
    failure TEXT NULL,
    UNIQUE (participant_id, slot)
);
CREATE INDEX prompt_deliveries_unqueued ON prompt_deliveries (planned_at) WHERE queued_at IS NULL;

CREATE TABLE inbound_emails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    deduplication_key TEXT NOT NULL UNIQUE,
    received_at INTEGER NOT NULL,
    form BLOB NOT NULL,
    judged_at INTEGER NULL,
    rejection TEXT NULL,
    delivery_id INTEGER NULL REFERENCES prompt_deliveries (id) ON DELETE CASCADE
);
CREATE INDEX inbound_emails_unjudged ON inbound_emails (received_at) WHERE judged_at IS NULL;
CREATE INDEX inbound_emails_delivery ON inbound_emails (delivery_id) WHERE delivery_id IS NOT NULL;

CREATE TABLE replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL REFERENCES prompt_deliveries (id) ON DELETE CASCADE,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    team_id INTEGER NOT NULL REFERENCES teams (id),
    week TEXT NOT NULL,
    text TEXT NOT NULL,
    revision INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    queued_at INTEGER NULL,
    UNIQUE (delivery_id, week)
);
CREATE INDEX replies_week ON replies (week);
CREATE INDEX replies_participant ON replies (participant_id);
CREATE INDEX replies_unqueued ON replies (received_at) WHERE queued_at IS NULL;

CREATE TABLE scores (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reply_id INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    scorer_version TEXT NOT NULL,
    scored_at INTEGER NOT NULL,
    reason TEXT NULL,
    results REAL NOT NULL,
    relationships REAL NOT NULL,
    depth REAL NOT NULL,
    confidence REAL NOT NULL,
    labels TEXT NOT NULL,
    UNIQUE (reply_id, revision, scorer_version)
);

CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    week TEXT NOT NULL,
    edition INTEGER NOT NULL,
    scorer_version TEXT NOT NULL,
    minimum_group_size INTEGER NOT NULL,
    released_at INTEGER NOT NULL,
    UNIQUE (week, edition)
);

-- Team 0 is the whole organisation. Path and parent are as they were then; teams may be renamed, moved or deleted later.
CREATE TABLE released_insights (
    team_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    edition INTEGER NOT NULL,
    release_id INTEGER NOT NULL REFERENCES releases (id),
    parent_id INTEGER NULL,
    path TEXT NOT NULL,
    own_writers INTEGER NOT NULL,
    sums TEXT NULL,
    actions TEXT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (team_id, week, edition)
) WITHOUT ROWID;
CREATE INDEX released_insights_release ON released_insights (release_id);

CREATE TABLE queue_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    enqueued_at INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    dequeue_count INTEGER NOT NULL,
    pop_receipt TEXT NULL
);
CREATE INDEX queue_messages_next ON queue_messages (queue, visible_at, id);

CREATE TABLE mailbox_emails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    mime BLOB NOT NULL,
    sent_at INTEGER NOT NULL
);
CREATE INDEX mailbox_emails_sent ON mailbox_emails (sent_at);

CREATE TABLE access_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    team_ids TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NULL,
    revoked_at INTEGER NULL
);

CREATE TABLE timer_runs (
    name TEXT PRIMARY KEY,
    last_run_at INTEGER NOT NULL,
    summary TEXT NOT NULL
);
