-- Which installation this database is of: a copy that is restored elsewhere is another one. One row.
CREATE TABLE installation
(
    id         TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
);

-- The folders that all processes of the installation share, each known by a token that stands in it too.
CREATE TABLE installation_folder
(
    kind      TEXT NOT NULL PRIMARY KEY,
    token     TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    marked_at INTEGER NOT NULL
);
