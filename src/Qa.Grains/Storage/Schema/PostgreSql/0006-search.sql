-- What is searched, one row a thing: the text as people read it, and as words are compared in it. The tokens are made by the program, not by
-- PostgreSQL, which finds no words in Chinese, and under the C locale not even letters.
CREATE TABLE search_document
(
    number        BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          TEXT NOT NULL,
    id            TEXT NOT NULL,
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    compared      TEXT NOT NULL,
    agent_id      TEXT NULL,
    group_id      TEXT NULL,
    department_id TEXT NULL,
    at            BIGINT NOT NULL,
    tokens        TSVECTOR NOT NULL,
    UNIQUE (kind, id)
);
CREATE INDEX search_document_tokens ON search_document USING GIN (tokens);

-- What is still to be searched, in the order of its arrival: written with the change that it tells of, and gone when it is done. It is the
-- durable position of whoever follows: nothing that commits late is passed over.
CREATE TABLE search_pending
(
    number        BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          TEXT NOT NULL,
    id            TEXT NOT NULL,
    change        TEXT NOT NULL CHECK (change IN ('put', 'remove', 'read')), -- read: the text stands in its own table
    title         TEXT NULL,
    text          TEXT NULL,
    agent_id      TEXT NULL,
    group_id      TEXT NULL,
    department_id TEXT NULL,
    at            BIGINT NULL
);

-- Interactions and their revisions, those that are there already too: making the trigger waits for those that are being added.
CREATE FUNCTION search_interactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_pending (kind, id, change) SELECT 'interaction', id, 'read' FROM added;
    RETURN NULL;
END
$$;
CREATE TRIGGER interaction_is_searched AFTER INSERT ON interaction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION search_interactions();
INSERT INTO search_pending (kind, id, change) SELECT 'interaction', id, 'read' FROM interaction WHERE revision = 1 ORDER BY received_at, id;
