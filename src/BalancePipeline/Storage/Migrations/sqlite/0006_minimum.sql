-- Since when which minimum group size was seen in the settings. Weeks that are released already say what held for them.
CREATE TABLE minimum_group_sizes (
    since INTEGER PRIMARY KEY,
    size INTEGER NOT NULL
);
INSERT INTO minimum_group_sizes (since, size)
SELECT released_at, minimum_group_size FROM releases ORDER BY week DESC, edition LIMIT 1;
