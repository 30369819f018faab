-- A release reads one week, person by person.
CREATE INDEX replies_week_participant ON replies (week, participant_id);
DROP INDEX replies_week;

CREATE INDEX prompt_deliveries_sent ON prompt_deliveries (sent_at) WHERE sent_at IS NOT NULL;

-- No reference to the person: an erased person's number must still count as somebody who left.
CREATE TABLE memberships (
    team_id BIGINT NOT NULL,
    participant_id BIGINT NOT NULL,
    from_week DATE NOT NULL,
    until_week DATE NULL,
    PRIMARY KEY (participant_id, from_week, team_id)
);
CREATE INDEX memberships_from ON memberships (from_week);
CREATE INDEX memberships_until ON memberships (until_week) WHERE until_week IS NOT NULL;
