-- How many results a version has made, the first and the last: counted in the index alone.
CREATE INDEX scorecard_version ON scorecard (rule_set, version, scored_at);

-- Interactions whose newest result a version made, as lists show them.
CREATE INDEX newest_result_version ON newest_result (rule_set, version, started_at, interaction_id, revision, score, agent_id, vetoed, passed, needs_review);

-- When a process first scored by a version, by its own clock.
CREATE TABLE version_use
(
    rule_set TEXT NOT NULL,
    version  INTEGER NOT NULL,
    process  INTEGER NOT NULL REFERENCES process (number),
    used_at  INTEGER NOT NULL,
    PRIMARY KEY (rule_set, version, process)
) WITHOUT ROWID;

-- What verifying the publication log came to, each time that somebody asked: pages show the last, as a long log is not verified for everybody who looks.
CREATE TABLE publication_verification
(
    number    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    records   INTEGER NOT NULL,
    last_hash TEXT NULL,
    findings  TEXT NOT NULL
);
CREATE TRIGGER version_use_no_update BEFORE UPDATE ON version_use BEGIN SELECT RAISE(ABORT, 'rows of version_use are never changed or deleted'); END;
CREATE TRIGGER version_use_no_delete BEFORE DELETE ON version_use BEGIN SELECT RAISE(ABORT, 'rows of version_use are never changed or deleted'); END;
CREATE TRIGGER publication_verification_no_update BEFORE UPDATE ON publication_verification BEGIN SELECT RAISE(ABORT, 'rows of publication_verification are never changed or deleted'); END;
CREATE TRIGGER publication_verification_no_delete BEFORE DELETE ON publication_verification BEGIN SELECT RAISE(ABORT, 'rows of publication_verification are never changed or deleted'); END;
