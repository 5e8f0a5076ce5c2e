-- How many results a version has made, the first and the last: counted in the index alone.
CREATE INDEX scorecard_version ON scorecard (rule_set, version, scored_at);

-- Interactions whose newest result a version made, as lists show them.
CREATE INDEX newest_result_version ON newest_result (rule_set, version, started_at, interaction_id) INCLUDE (revision, score, agent_id, vetoed, passed, needs_review);

-- When a process first scored by a version, by its own clock.
CREATE TABLE version_use
(
    rule_set TEXT NOT NULL,
    version  BIGINT NOT NULL,
    process  BIGINT NOT NULL REFERENCES process (number),
    used_at  BIGINT NOT NULL,
    PRIMARY KEY (rule_set, version, process)
);

-- What verifying the publication log came to, each time that somebody asked: pages show the last, as a long log is not verified for everybody who looks.
CREATE TABLE publication_verification
(
    number    BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        BIGINT NOT NULL,
    actor     TEXT NOT NULL,
    records   BIGINT NOT NULL,
    last_hash TEXT NULL,
    findings  TEXT NOT NULL
);
CREATE TRIGGER version_use_is_kept BEFORE UPDATE OR DELETE ON version_use FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_use_is_not_emptied BEFORE TRUNCATE ON version_use FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_verification_is_kept BEFORE UPDATE OR DELETE ON publication_verification FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_verification_is_not_emptied BEFORE TRUNCATE ON publication_verification FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
