-- What was erased, by whom, why and when. Of each thing that is gone a tombstone is left with the hash that it had; see docs/reference/privacy.md.
CREATE TABLE erasure
(
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key         TEXT NOT NULL UNIQUE, -- by which it is known in other copies of this database, and in other installations
    basis       TEXT NOT NULL CHECK (basis IN ('request', 'retention')),
    reason      TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    approved_by TEXT NULL,
    at          INTEGER NOT NULL
);

-- The hash is null where so little was erased that it could be found by trial: a number among what else is known.
CREATE TABLE tombstone
(
    number         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind           TEXT NOT NULL,
    interaction_id TEXT NOT NULL,
    part           TEXT NOT NULL,
    original_hash  TEXT NULL,
    left_hash      TEXT NULL, -- of the bytes that stand in its place
    erasure        INTEGER NOT NULL REFERENCES erasure (number),
    at             INTEGER NOT NULL,
    UNIQUE (kind, interaction_id, part)
);
CREATE INDEX tombstone_erasure ON tombstone (erasure, kind);
CREATE INDEX tombstone_interaction ON tombstone (interaction_id, kind);

ALTER TABLE interaction ADD COLUMN erasure INTEGER NULL REFERENCES erasure (number);
ALTER TABLE scorecard ADD COLUMN erasure INTEGER NULL REFERENCES erasure (number);
ALTER TABLE recording ADD COLUMN erasure INTEGER NULL REFERENCES erasure (number); -- of what was said, and of the call
ALTER TABLE recording ADD COLUMN sound_erasure INTEGER NULL REFERENCES erasure (number);

CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'rows of erasure are never changed or deleted'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'rows of erasure are never changed or deleted'); END;
CREATE TRIGGER tombstone_no_update BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'rows of tombstone are never changed or deleted'); END;
CREATE TRIGGER tombstone_no_delete BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'rows of tombstone are never changed or deleted'); END;

-- A scorecard is changed once at most: its evidence goes, and all else of it stays as it was.
DROP TRIGGER scorecard_no_update;
CREATE TRIGGER scorecard_no_update BEFORE UPDATE ON scorecard
WHEN OLD.erasure IS NOT NULL OR NEW.erasure IS NULL
  OR NEW.task_id IS NOT OLD.task_id OR NEW.item_id IS NOT OLD.item_id OR NEW.interaction_id IS NOT OLD.interaction_id OR NEW.revision IS NOT OLD.revision
  OR NEW.interaction_hash IS NOT OLD.interaction_hash OR NEW.rule_set IS NOT OLD.rule_set OR NEW.version IS NOT OLD.version OR NEW.tree_hash IS NOT OLD.tree_hash
  OR NEW.publication_hash IS NOT OLD.publication_hash OR NEW.schema_name IS NOT OLD.schema_name OR NEW.lease IS NOT OLD.lease
  OR NEW.lease_starts_at IS NOT OLD.lease_starts_at OR NEW.lease_ends_at IS NOT OLD.lease_ends_at OR NEW.lease_reason IS NOT OLD.lease_reason
  OR NEW.scored_at IS NOT OLD.scored_at OR NEW.score IS NOT OLD.score OR NEW.vetoed IS NOT OLD.vetoed OR NEW.passed IS NOT OLD.passed
  OR NEW.needs_review IS NOT OLD.needs_review OR NEW.hash IS NOT OLD.hash
BEGIN SELECT RAISE(ABORT, 'rows of scorecard are never changed or deleted'); END;
