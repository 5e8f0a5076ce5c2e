-- The audit log says from where, before and after, and of what kind, and is chained: see docs/decisions/audit-chain.md.
ALTER TABLE audit ADD COLUMN kind TEXT NOT NULL DEFAULT 'change';
ALTER TABLE audit ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN before TEXT NULL;
ALTER TABLE audit ADD COLUMN after TEXT NULL;
-- The run of a process that wrote the entry, how many it had written then, and the hash of all of the entry. Without them are only entries from before this step.
ALTER TABLE audit ADD COLUMN writer TEXT NULL;
ALTER TABLE audit ADD COLUMN writer_sequence INTEGER NULL;
ALTER TABLE audit ADD COLUMN hash TEXT NULL;
CREATE INDEX audit_at ON audit (at, number);
CREATE INDEX audit_actor ON audit (actor, at, number);
CREATE INDEX audit_action ON audit (action, at, number);
CREATE INDEX audit_subject ON audit (subject, at, number);

-- Entries that were committed and are in no chain yet.
CREATE TABLE audit_pending
(
    entry INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO audit_pending (entry) SELECT number FROM audit;

-- The chain of each writer over its committed entries, without gaps.
CREATE TABLE audit_link
(
    writer        TEXT NOT NULL,
    sequence      INTEGER NOT NULL CHECK (sequence > 0),
    entry         INTEGER NOT NULL UNIQUE,
    entry_hash    TEXT NOT NULL,
    previous_hash TEXT NULL,
    hash          TEXT NOT NULL,
    seal          INTEGER NOT NULL,
    PRIMARY KEY (writer, sequence)
);
CREATE INDEX audit_link_seal ON audit_link (seal, writer, sequence);

-- Each seal closes the links that were added with it, and follows the seal before it. Heads are canonical JSON.
CREATE TABLE audit_seal
(
    number        INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    at            INTEGER NOT NULL,
    heads         TEXT NOT NULL,
    previous_hash TEXT NULL,
    hash          TEXT NOT NULL UNIQUE,
    signer        TEXT NULL,
    signature     TEXT NULL
);

CREATE TRIGGER audit_has_hash BEFORE INSERT ON audit WHEN NEW.hash IS NULL OR NEW.writer IS NULL OR NEW.writer_sequence IS NULL
BEGIN SELECT RAISE(ABORT, 'an entry of audit has a writer, its sequence and a hash'); END;
CREATE TRIGGER audit_is_pending AFTER INSERT ON audit BEGIN INSERT INTO audit_pending (entry) VALUES (NEW.number); END;
CREATE TRIGGER audit_link_no_update BEFORE UPDATE ON audit_link BEGIN SELECT RAISE(ABORT, 'rows of audit_link are never changed or deleted'); END;
CREATE TRIGGER audit_link_no_delete BEFORE DELETE ON audit_link BEGIN SELECT RAISE(ABORT, 'rows of audit_link are never changed or deleted'); END;
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'rows of audit_seal are never changed or deleted'); END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'rows of audit_seal are never changed or deleted'); END;
