-- What was erased, by whom, why and when. Of each thing that is gone a tombstone is left with the hash that it had; see docs/reference/privacy.md.
CREATE TABLE erasure
(
    number      BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE, -- by which it is known in other copies of this database, and in other installations
    basis       TEXT NOT NULL CHECK (basis IN ('request', 'retention')),
    reason      TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    approved_by TEXT NULL,
    at          BIGINT NOT NULL
);

-- The hash is null where so little was erased that it could be found by trial: a number among what else is known.
CREATE TABLE tombstone
(
    number         BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind           TEXT NOT NULL,
    interaction_id TEXT NOT NULL,
    part           TEXT NOT NULL,
    original_hash  TEXT NULL,
    left_hash      TEXT NULL, -- of the bytes that stand in its place
    erasure        BIGINT NOT NULL REFERENCES erasure (number),
    at             BIGINT NOT NULL,
    UNIQUE (kind, interaction_id, part)
);
CREATE INDEX tombstone_erasure ON tombstone (erasure, kind);
CREATE INDEX tombstone_interaction ON tombstone (interaction_id, kind);

ALTER TABLE interaction ADD COLUMN erasure BIGINT NULL REFERENCES erasure (number);
ALTER TABLE scorecard ADD COLUMN erasure BIGINT NULL REFERENCES erasure (number);
ALTER TABLE recording ADD COLUMN erasure BIGINT NULL REFERENCES erasure (number); -- of what was said, and of the call
ALTER TABLE recording ADD COLUMN sound_erasure BIGINT NULL REFERENCES erasure (number);

CREATE TRIGGER erasure_is_kept BEFORE UPDATE OR DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_is_not_emptied BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tombstone_is_kept BEFORE UPDATE OR DELETE ON tombstone FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tombstone_is_not_emptied BEFORE TRUNCATE ON tombstone FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A scorecard is changed once at most: its evidence goes, and all else of it stays as it was.
DROP TRIGGER scorecard_is_kept ON scorecard;
CREATE TRIGGER scorecard_is_not_deleted BEFORE DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scorecard_is_kept BEFORE UPDATE ON scorecard FOR EACH ROW
WHEN (OLD.erasure IS NOT NULL OR NEW.erasure IS NULL
  OR (NEW.task_id, NEW.item_id, NEW.interaction_id, NEW.revision, NEW.interaction_hash, NEW.rule_set, NEW.version, NEW.tree_hash, NEW.publication_hash, NEW.schema_name, NEW.lease,
      NEW.lease_starts_at, NEW.lease_ends_at, NEW.lease_reason, NEW.scored_at, NEW.score, NEW.vetoed, NEW.passed, NEW.needs_review, NEW.hash)
     IS DISTINCT FROM
     (OLD.task_id, OLD.item_id, OLD.interaction_id, OLD.revision, OLD.interaction_hash, OLD.rule_set, OLD.version, OLD.tree_hash, OLD.publication_hash, OLD.schema_name, OLD.lease,
      OLD.lease_starts_at, OLD.lease_ends_at, OLD.lease_reason, OLD.scored_at, OLD.score, OLD.vetoed, OLD.passed, OLD.needs_review, OLD.hash))
EXECUTE FUNCTION refuse_change();
