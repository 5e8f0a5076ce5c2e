-- Recordings on their way to interactions: a durable queue, claimed one by one for a while. The originals lie in the folder of recordings,
-- found by their hash.
CREATE TABLE recording
(
    number         BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    interaction_id TEXT NOT NULL UNIQUE,
    hash           TEXT NOT NULL,
    bytes          BIGINT NOT NULL,
    file_name      TEXT NOT NULL,
    source         TEXT NOT NULL,
    sent_by        TEXT NOT NULL,
    call           BYTEA NOT NULL,
    transcript     BYTEA NULL,
    state          TEXT NOT NULL,
    reason         TEXT NULL,
    work           BIGINT NOT NULL DEFAULT 1 CHECK (work IN (0, 1, 2)), -- 1: something is to be done; 2: as soon as there is a model
    outcome        BYTEA NULL,
    peaks          BYTEA NULL,
    interaction    BYTEA NULL,
    is_stored      BIGINT NOT NULL DEFAULT 0, -- whether its interaction is: what comes of it later is a revision
    generation     BIGINT NOT NULL DEFAULT 1,
    attempts       BIGINT NOT NULL DEFAULT 0,
    owner          TEXT NULL,
    claimed_until  BIGINT NULL,
    received_at    BIGINT NOT NULL,
    changed_at     BIGINT NOT NULL
);
CREATE INDEX recording_hash ON recording (hash);
CREATE INDEX recording_work ON recording (work, number);
CREATE INDEX recording_state ON recording (state, number);

-- Files of watched folders that were taken in, so that each is taken once, also after a restart. What came beside one (call data, a
-- transcript) is known by a mark, so that what is corrected there is seen.
CREATE TABLE recording_file
(
    path        TEXT NOT NULL PRIMARY KEY,
    bytes       BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    recording   BIGINT NOT NULL REFERENCES recording (number),
    call_mark   TEXT NULL,
    transcript_mark TEXT NULL
);
