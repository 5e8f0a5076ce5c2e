-- What is searched, one row a thing: the text as people read it, and as words are compared in it.
CREATE TABLE search_document
(
    number        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL,
    id            TEXT NOT NULL,
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    compared      TEXT NOT NULL,
    agent_id      TEXT NULL,
    group_id      TEXT NULL,
    department_id TEXT NULL,
    at            INTEGER NOT NULL,
    UNIQUE (kind, id)
);

-- Its tokens, under its number. They are made by the program and only divided at spaces here: nothing else in them is ASCII but letters and digits.
CREATE VIRTUAL TABLE search_index USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'ascii');

-- What is still to be searched, in the order of its arrival: written with the change that it tells of, and gone when it is done. It is the
-- durable position of whoever follows: nothing that commits late is passed over.
CREATE TABLE search_pending
(
    number        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL,
    id            TEXT NOT NULL,
    change        TEXT NOT NULL CHECK (change IN ('put', 'remove', 'read')), -- read: the text stands in its own table
    title         TEXT NULL,
    text          TEXT NULL,
    agent_id      TEXT NULL,
    group_id      TEXT NULL,
    department_id TEXT NULL,
    at            INTEGER NULL
);

-- Interactions and their revisions, those that are there already too.
CREATE TRIGGER interaction_is_searched AFTER INSERT ON interaction
BEGIN
    INSERT INTO search_pending (kind, id, change) VALUES ('interaction', NEW.id, 'read');
END;
INSERT INTO search_pending (kind, id, change) SELECT 'interaction', id, 'read' FROM interaction WHERE revision = 1 ORDER BY received_at, id;
