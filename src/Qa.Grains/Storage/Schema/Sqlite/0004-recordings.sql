-- Recordings on their way to interactions: a durable queue, claimed one by one for a while. The originals lie in the folder of recordings,
-- found by their hash.
CREATE TABLE recording
(
    number         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    interaction_id TEXT NOT NULL UNIQUE,
    hash           TEXT NOT NULL,
    bytes          INTEGER NOT NULL,
    file_name      TEXT NOT NULL,
    source         TEXT NOT NULL,
    sent_by        TEXT NOT NULL,
    call           BLOB NOT NULL,
    transcript     BLOB NULL,
    state          TEXT NOT NULL,
    reason         TEXT NULL,
    work           INTEGER NOT NULL DEFAULT 1 CHECK (work IN (0, 1, 2)), -- 1: something is to be done; 2: as soon as there is a model
    outcome        BLOB NULL,
    peaks          BLOB NULL,
    interaction    BLOB NULL,
    is_stored      INTEGER NOT NULL DEFAULT 0, -- whether its interaction is: what comes of it later is a revision
    generation     INTEGER NOT NULL DEFAULT 1,
    attempts       INTEGER NOT NULL DEFAULT 0,
    owner          TEXT NULL,
    claimed_until  INTEGER NULL,
    received_at    INTEGER NOT NULL,
    changed_at     INTEGER NOT NULL
);
CREATE INDEX recording_hash ON recording (hash);
CREATE INDEX recording_work ON recording (work, number);
CREATE INDEX recording_state ON recording (state, number);

-- Files of watched folders that were taken in, so that each is taken once, also after a restart. What came beside one (call data, a
-- transcript) is known by a mark, so that what is corrected there is seen.
CREATE TABLE recording_file
(
    path        TEXT NOT NULL PRIMARY KEY,
    bytes       INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    recording   INTEGER NOT NULL REFERENCES recording (number),
    call_mark   TEXT NULL,
    transcript_mark TEXT NULL
);
