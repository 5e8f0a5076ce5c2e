-- The durable life of trees and work. Times are UTC ticks (100 ns since 0001-01-01), flags 0 or 1, documents UTF-8 bytes.

-- One row a norm set: which version is in force, and whether it is at work.
CREATE TABLE rule_set
(
    id               TEXT NOT NULL PRIMARY KEY,
    state            TEXT NOT NULL CHECK (state IN ('online', 'offline')),
    state_since      BIGINT NOT NULL,
    head_version     BIGINT NULL,
    head_publication BIGINT NULL,
    lease_seconds    BIGINT NOT NULL CHECK (lease_seconds BETWEEN 1 AND 86400),
    created_at       BIGINT NOT NULL
);

-- Versions, never changed. The tree is the resolved document in canonical JSON; the source is what was written.
CREATE TABLE rule_set_version
(
    rule_set    TEXT NOT NULL REFERENCES rule_set (id),
    version     BIGINT NOT NULL CHECK (version > 0),
    schema_name TEXT NOT NULL,
    tree        BYTEA NOT NULL,
    tree_hash   TEXT NOT NULL,
    source      BYTEA NOT NULL,
    source_hash TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (rule_set, version)
);

-- The publication log: one chain over all sets. The record is what is hashed; the columns beside it are for queries.
CREATE TABLE publication
(
    number      BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    rule_set    TEXT NOT NULL,
    version     BIGINT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('hot-set', 'hot-norm', 'cold', 'rollback')),
    record      BYTEA NOT NULL,
    hash        TEXT NOT NULL UNIQUE,
    recorded_at BIGINT NOT NULL,
    standing    TEXT NOT NULL CHECK (standing IN ('initial', 'approved', 'emergency')),
    approvals   TEXT NOT NULL,
    draft       TEXT NOT NULL UNIQUE,
    UNIQUE (rule_set, version),
    FOREIGN KEY (rule_set, version) REFERENCES rule_set_version (rule_set, version)
);

-- The later review of what was published as an emergency.
CREATE TABLE publication_review
(
    publication BIGINT NOT NULL PRIMARY KEY REFERENCES publication (number),
    reviewer    TEXT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    accepted    BIGINT NOT NULL,
    note        TEXT NOT NULL
);

-- Processes of the installation, in the order of their start. Each counts its beats; one whose count stands still is dead.
CREATE TABLE process
(
    number     BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host       TEXT NOT NULL,
    pid        BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    beats      BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('alive', 'stopped', 'lost'))
);

-- Cold trees that wait for the next start: that of a process with a greater number than the last one at the staging.
CREATE TABLE staged_tree
(
    rule_set     TEXT NOT NULL PRIMARY KEY REFERENCES rule_set (id),
    tree         BYTEA NOT NULL,
    tree_hash    TEXT NOT NULL,
    source       BYTEA NOT NULL,
    source_hash  TEXT NOT NULL,
    parent       BIGINT NULL,
    author       TEXT NOT NULL,
    staged_at    BIGINT NOT NULL,
    note         TEXT NOT NULL,
    standing     TEXT NOT NULL,
    approvals    TEXT NOT NULL,
    draft        TEXT NOT NULL UNIQUE,
    last_process BIGINT NOT NULL
);

-- What is scored. The content is kept as it came; the hash is that of its canonical form.
CREATE TABLE interaction
(
    id            TEXT NOT NULL,
    revision      BIGINT NOT NULL CHECK (revision > 0),
    content       BYTEA NOT NULL,
    hash          TEXT NOT NULL,
    channel       TEXT NOT NULL,
    business_line TEXT NULL,
    agent_id      TEXT NOT NULL,
    agent_group   TEXT NULL,
    started_at    BIGINT NOT NULL,
    received_at   BIGINT NOT NULL,
    PRIMARY KEY (id, revision)
);
CREATE INDEX interaction_started_at ON interaction (started_at, id);

-- Batches of interactions to be scored. An intake task collects what arrives on one day while one publication is in force.
-- A batch by filter has its selection, and is filled bit by bit.
CREATE TABLE inspection_task
(
    id          BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set    TEXT NOT NULL REFERENCES rule_set (id),
    kind        TEXT NOT NULL CHECK (kind IN ('batch', 'intake', 'live')),
    intake_key  TEXT NULL UNIQUE,
    title       TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'finished')),
    total       BIGINT NOT NULL,
    scored      BIGINT NOT NULL,
    set_aside   BIGINT NOT NULL,
    selection   TEXT NULL,
    is_filled   BIGINT NOT NULL,
    finished_at BIGINT NULL
);
CREATE INDEX inspection_task_at_work ON inspection_task (id) WHERE state = 'running';

-- Which version a task held, from when to when, and why.
CREATE TABLE version_lease
(
    task_id     BIGINT NOT NULL REFERENCES inspection_task (id),
    number      BIGINT NOT NULL CHECK (number > 0),
    version     BIGINT NOT NULL,
    publication BIGINT NOT NULL,
    starts_at   BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN ('start', 'renewal', 'publication')),
    PRIMARY KEY (task_id, number)
);

-- Items of tasks. state: 0 waiting, 1 claimed, 2 scored, 3 set aside, 4 cancelled.
CREATE TABLE task_item
(
    id             BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id        BIGINT NOT NULL REFERENCES inspection_task (id),
    interaction_id TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    state          BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4),
    owner          TEXT NULL,
    claimed_until  BIGINT NULL,
    attempts       BIGINT NOT NULL,
    fault          TEXT NULL,
    UNIQUE (task_id, interaction_id, revision)
);
CREATE INDEX task_item_open ON task_item (task_id, id) WHERE state < 2;
CREATE INDEX task_item_set_aside ON task_item (task_id, id) WHERE state = 3;

-- Results, each with all that is needed to compute it again.
CREATE TABLE scorecard
(
    task_id          BIGINT NOT NULL,
    item_id          BIGINT NOT NULL,
    interaction_id   TEXT NOT NULL,
    revision         BIGINT NOT NULL,
    interaction_hash TEXT NOT NULL,
    rule_set         TEXT NOT NULL,
    version          BIGINT NOT NULL,
    tree_hash        TEXT NOT NULL,
    publication_hash TEXT NOT NULL,
    schema_name      TEXT NOT NULL,
    lease            BIGINT NOT NULL,
    lease_starts_at  BIGINT NOT NULL,
    lease_ends_at    BIGINT NOT NULL,
    lease_reason     TEXT NOT NULL,
    scored_at        BIGINT NOT NULL,
    score            DOUBLE PRECISION NOT NULL,
    vetoed           BIGINT NOT NULL,
    passed           BIGINT NOT NULL,
    needs_review     BIGINT NOT NULL,
    body             BYTEA NOT NULL,
    hash             TEXT NOT NULL,
    PRIMARY KEY (task_id, item_id)
);
CREATE INDEX scorecard_interaction ON scorecard (interaction_id);
CREATE INDEX scorecard_rule_set ON scorecard (rule_set, scored_at);

-- Turns of conversations that go on, until they end and are an interaction.
CREATE TABLE live_turn
(
    interaction_id TEXT NOT NULL,
    turn_index     BIGINT NOT NULL,
    content        BYTEA NOT NULL,
    received_at    BIGINT NOT NULL,
    PRIMARY KEY (interaction_id, turn_index)
);

-- What was raised while conversations went on; each evidence once. Numbers are given in the order of the commits.
CREATE TABLE live_alert
(
    number         BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    interaction_id TEXT NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    rule_set       TEXT NOT NULL,
    version        BIGINT NOT NULL,
    norm_path      TEXT NOT NULL,
    norm_name      TEXT NOT NULL,
    is_veto        BIGINT NOT NULL,
    turn_index     BIGINT NOT NULL,
    text_start     BIGINT NOT NULL,
    text_length    BIGINT NOT NULL,
    text           TEXT NOT NULL,
    raised_at      BIGINT NOT NULL,
    UNIQUE (interaction_id, rule_set, norm_path, turn_index, text_start, text_length)
);

-- Who did what to sets, versions and tasks.
CREATE TABLE audit
(
    number  BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
);

-- History is appended to and never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$body$;
CREATE TRIGGER rule_set_version_is_kept BEFORE UPDATE OR DELETE ON rule_set_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_version_is_not_emptied BEFORE TRUNCATE ON rule_set_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_is_kept BEFORE UPDATE OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_is_not_emptied BEFORE TRUNCATE ON publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_review_is_kept BEFORE UPDATE OR DELETE ON publication_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_review_is_not_emptied BEFORE TRUNCATE ON publication_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scorecard_is_kept BEFORE UPDATE OR DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scorecard_is_not_emptied BEFORE TRUNCATE ON scorecard FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_lease_is_kept BEFORE UPDATE OR DELETE ON version_lease FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_lease_is_not_emptied BEFORE TRUNCATE ON version_lease FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
