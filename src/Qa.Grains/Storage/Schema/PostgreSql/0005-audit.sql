-- The audit log says from where, before and after, and of what kind, and is chained: see docs/decisions/audit-chain.md.
ALTER TABLE audit ADD COLUMN kind TEXT NOT NULL DEFAULT 'change';
ALTER TABLE audit ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN before TEXT NULL;
ALTER TABLE audit ADD COLUMN after TEXT NULL;
-- The run of a process that wrote the entry, how many it had written then, and the hash of all of the entry. Without them are only entries from before this step.
ALTER TABLE audit ADD COLUMN writer TEXT NULL;
ALTER TABLE audit ADD COLUMN writer_sequence BIGINT NULL;
ALTER TABLE audit ADD COLUMN hash TEXT NULL;
CREATE INDEX audit_at ON audit (at, number);
CREATE INDEX audit_actor ON audit (actor, at, number);
CREATE INDEX audit_action ON audit (action, at, number);
CREATE INDEX audit_subject ON audit (subject, at, number);

-- Entries that were committed and are in no chain yet.
CREATE TABLE audit_pending
(
    entry BIGINT NOT NULL PRIMARY KEY
);
INSERT INTO audit_pending (entry) SELECT number FROM audit;

-- The chain of each writer over its committed entries, without gaps.
CREATE TABLE audit_link
(
    writer        TEXT NOT NULL,
    sequence      BIGINT NOT NULL CHECK (sequence > 0),
    entry         BIGINT NOT NULL UNIQUE,
    entry_hash    TEXT NOT NULL,
    previous_hash TEXT NULL,
    hash          TEXT NOT NULL,
    seal          BIGINT NOT NULL,
    PRIMARY KEY (writer, sequence)
);
CREATE INDEX audit_link_seal ON audit_link (seal, writer, sequence);

-- Each seal closes the links that were added with it, and follows the seal before it. Heads are canonical JSON.
CREATE TABLE audit_seal
(
    number        BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    at            BIGINT NOT NULL,
    heads         TEXT NOT NULL,
    previous_hash TEXT NULL,
    hash          TEXT NOT NULL UNIQUE,
    signer        TEXT NULL,
    signature     TEXT NULL
);

-- Processes of the version before, which run on during an upgrade, know of no hash: the database adds theirs, over the same canonical JSON.
CREATE FUNCTION hash_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.writer := 'earlier';
    NEW.writer_sequence := NEW.number;
    NEW.hash := encode(sha256(convert_to(concat(
        '{"action":', to_json(NEW.action), ',"actor":', to_json(NEW.actor), ',"after":' || to_json(NEW.after)::text, ',"at":"', NEW.at, '"', ',"before":' || to_json(NEW.before)::text,
        ',"detail":', to_json(NEW.detail), ',"kind":', to_json(NEW.kind), ',"origin":', to_json(NEW.origin), ',"schema":"qa.audit-entry/1"',
        ',"subject":', to_json(NEW.subject), ',"writer":"earlier","writerSequence":', NEW.writer_sequence, '}'), 'UTF8')), 'hex');
    RETURN NEW;
END
$body$;
CREATE TRIGGER audit_has_hash BEFORE INSERT ON audit FOR EACH ROW WHEN (NEW.hash IS NULL OR NEW.writer IS NULL OR NEW.writer_sequence IS NULL) EXECUTE FUNCTION hash_audit_entry();

CREATE FUNCTION queue_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO audit_pending (entry) VALUES (NEW.number);
    RETURN NULL;
END
$body$;
CREATE TRIGGER audit_is_pending AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION queue_audit_entry();
CREATE TRIGGER audit_link_is_kept BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_is_not_emptied BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_is_kept BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_is_not_emptied BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
