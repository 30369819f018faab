-- A release reads one week, person by person.
CREATE INDEX replies_week_participant ON replies (week, participant_id);
DROP INDEX replies_week;
