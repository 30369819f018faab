-- Since which week a person is in the team, and where they were before. Of those who are there already no release asks for it any more.
ALTER TABLE participants ADD COLUMN team_since TEXT NOT NULL DEFAULT '1970-01-05';
ALTER TABLE participants ADD COLUMN former_team_id INTEGER NULL REFERENCES teams (id);

-- The scorers behind a team's figures: after a rescoring they need not be those of other teams. Null where no figures are shown.
ALTER TABLE released_insights ADD COLUMN scorer_version TEXT NULL;
UPDATE released_insights SET scorer_version = (SELECT scorer_version FROM releases WHERE releases.id = released_insights.release_id) WHERE sums IS NOT NULL;
