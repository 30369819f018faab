-- A release reads one week, person by person.
CREATE INDEX replies_week_participant ON replies (week, participant_id);
DROP INDEX replies_week;

CREATE INDEX prompt_deliveries_sent ON prompt_deliveries (sent_at) WHERE sent_at IS NOT NULL;

-- No reference to the person: an erased person's number must still count as somebody who left.
CREATE TABLE memberships (
    team_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    from_week TEXT NOT NULL,
    until_week TEXT NULL,
    PRIMARY KEY (participant_id, from_week, team_id)
);
CREATE INDEX memberships_from ON memberships (from_week);
CREATE INDEX memberships_until ON memberships (until_week) WHERE until_week IS NOT NULL;

CREATE TABLE follow_ups (
    team_id INTEGER NOT NULL,
    week TEXT NOT NULL,
    practice TEXT NOT NULL,
    taken_up_at INTEGER NOT NULL,
    PRIMARY KEY (team_id, week)
);

CREATE TABLE audit_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    team_id INTEGER NULL
);

CREATE TABLE sign_in_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NULL
);
CREATE INDEX sign_in_links_email ON sign_in_links (email, created_at);

CREATE TABLE digests (
    email TEXT NOT NULL,
    week TEXT NOT NULL,
    claimed_at INTEGER NOT NULL,
    sent_at INTEGER NULL,
    PRIMARY KEY (email, week)
);

CREATE TABLE digest_opt_outs (
    email TEXT PRIMARY KEY,
    since INTEGER NOT NULL
);

ALTER TABLE access_tokens ADD COLUMN is_session INTEGER NOT NULL DEFAULT 0;
