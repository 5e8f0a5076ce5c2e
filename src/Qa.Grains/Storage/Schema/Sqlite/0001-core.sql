-- The durable life of trees and work. Times are UTC ticks (100 ns since 0001-01-01), flags 0 or 1, documents UTF-8 bytes.

-- One row a norm set: which version is in force, and whether it is at work.
CREATE TABLE rule_set
(
    id               TEXT NOT NULL PRIMARY KEY,
    state            TEXT NOT NULL CHECK (state IN ('online', 'offline')),
    state_since      INTEGER NOT NULL,
    head_version     INTEGER NULL,
    head_publication INTEGER NULL,
    lease_seconds    INTEGER NOT NULL CHECK (lease_seconds BETWEEN 1 AND 86400),
    created_at       INTEGER NOT NULL
);

-- Versions, never changed. The tree is the resolved document in canonical JSON; the source is what was written.
CREATE TABLE rule_set_version
(
    rule_set    TEXT NOT NULL REFERENCES rule_set (id),
    version     INTEGER NOT NULL CHECK (version > 0),
    schema_name TEXT NOT NULL,
    tree        BLOB NOT NULL,
    tree_hash   TEXT NOT NULL,
    source      BLOB NOT NULL,
    source_hash TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (rule_set, version)
);

-- The publication log: one chain over all sets. The record is what is hashed; the columns beside it are for queries.
CREATE TABLE publication
(
    number      INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    rule_set    TEXT NOT NULL,
    version     INTEGER NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('hot-set', 'hot-norm', 'cold', 'rollback')),
    record      BLOB NOT NULL,
    hash        TEXT NOT NULL UNIQUE,
    recorded_at INTEGER NOT NULL,
    standing    TEXT NOT NULL CHECK (standing IN ('initial', 'approved', 'emergency')),
    approvals   TEXT NOT NULL,
    draft       TEXT NOT NULL UNIQUE,
    UNIQUE (rule_set, version),
    FOREIGN KEY (rule_set, version) REFERENCES rule_set_version (rule_set, version)
);

-- The later review of what was published as an emergency.
CREATE TABLE publication_review
(
    publication INTEGER NOT NULL PRIMARY KEY REFERENCES publication (number),
    reviewer    TEXT NOT NULL,
    reviewed_at INTEGER NOT NULL,
    accepted    INTEGER NOT NULL,
    note        TEXT NOT NULL
);

-- Processes of the installation, in the order of their start. Each counts its beats; one whose count stands still is dead.
CREATE TABLE process
(
    number     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    host       TEXT NOT NULL,
    pid        INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    beats      INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('alive', 'stopped', 'lost'))
);

-- Cold trees that wait for the next start: that of a process with a greater number than the last one at the staging.
CREATE TABLE staged_tree
(
    rule_set     TEXT NOT NULL PRIMARY KEY REFERENCES rule_set (id),
    tree         BLOB NOT NULL,
    tree_hash    TEXT NOT NULL,
    source       BLOB NOT NULL,
    source_hash  TEXT NOT NULL,
    parent       INTEGER NULL,
    author       TEXT NOT NULL,
    staged_at    INTEGER NOT NULL,
    note         TEXT NOT NULL,
    standing     TEXT NOT NULL,
    approvals    TEXT NOT NULL,
    draft        TEXT NOT NULL UNIQUE,
    last_process INTEGER NOT NULL
);

-- What is scored. The content is kept as it came; the hash is that of its canonical form.
CREATE TABLE interaction
(
    id            TEXT NOT NULL,
    revision      INTEGER NOT NULL CHECK (revision > 0),
    content       BLOB NOT NULL,
    hash          TEXT NOT NULL,
    channel       TEXT NOT NULL,
    business_line TEXT NULL,
    agent_id      TEXT NOT NULL,
    agent_group   TEXT NULL,
    started_at    INTEGER NOT NULL,
    received_at   INTEGER NOT NULL,
    PRIMARY KEY (id, revision)
);
CREATE INDEX interaction_started_at ON interaction (started_at, id);

-- Batches of interactions to be scored. An intake task collects what arrives on one day while one publication is in force.
-- A batch by filter has its selection, and is filled bit by bit.
CREATE TABLE inspection_task
(
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rule_set    TEXT NOT NULL REFERENCES rule_set (id),
    kind        TEXT NOT NULL CHECK (kind IN ('batch', 'intake', 'live')),
    intake_key  TEXT NULL UNIQUE,
    title       TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'finished')),
    total       INTEGER NOT NULL,
    scored      INTEGER NOT NULL,
    set_aside   INTEGER NOT NULL,
    selection   TEXT NULL,
    is_filled   INTEGER NOT NULL,
    finished_at INTEGER NULL
);
CREATE INDEX inspection_task_at_work ON inspection_task (id) WHERE state = 'running';

-- Which version a task held, from when to when, and why.
CREATE TABLE version_lease
(
    task_id     INTEGER NOT NULL REFERENCES inspection_task (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    version     INTEGER NOT NULL,
    publication INTEGER NOT NULL,
    starts_at   INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN ('start', 'renewal', 'publication')),
    PRIMARY KEY (task_id, number)
);

-- Items of tasks. state: 0 waiting, 1 claimed, 2 scored, 3 set aside, 4 cancelled.
CREATE TABLE task_item
(
    id             INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    task_id        INTEGER NOT NULL REFERENCES inspection_task (id),
    interaction_id TEXT NOT NULL,
    revision       INTEGER NOT NULL,
    state          INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    owner          TEXT NULL,
    claimed_until  INTEGER NULL,
    attempts       INTEGER NOT NULL,
    fault          TEXT NULL,
    UNIQUE (task_id, interaction_id, revision)
);
CREATE INDEX task_item_open ON task_item (task_id, id) WHERE state < 2;
CREATE INDEX task_item_set_aside ON task_item (task_id, id) WHERE state = 3;

-- Results, each with all that is needed to compute it again.
CREATE TABLE scorecard
(
    task_id          INTEGER NOT NULL,
    item_id          INTEGER NOT NULL,
    interaction_id   TEXT NOT NULL,
    revision         INTEGER NOT NULL,
    interaction_hash TEXT NOT NULL,
    rule_set         TEXT NOT NULL,
    version          INTEGER NOT NULL,
    tree_hash        TEXT NOT NULL,
    publication_hash TEXT NOT NULL,
    schema_name      TEXT NOT NULL,
    lease            INTEGER NOT NULL,
    lease_starts_at  INTEGER NOT NULL,
    lease_ends_at    INTEGER NOT NULL,
    lease_reason     TEXT NOT NULL,
    scored_at        INTEGER NOT NULL,
    score            REAL NOT NULL,
    vetoed           INTEGER NOT NULL,
    passed           INTEGER NOT NULL,
    needs_review     INTEGER NOT NULL,
    body             BLOB NOT NULL,
    hash             TEXT NOT NULL,
    PRIMARY KEY (task_id, item_id)
);
CREATE INDEX scorecard_interaction ON scorecard (interaction_id);
CREATE INDEX scorecard_rule_set ON scorecard (rule_set, scored_at);

-- Turns of conversations that go on, until they end and are an interaction.
CREATE TABLE live_turn
(
    interaction_id TEXT NOT NULL,
    turn_index     INTEGER NOT NULL,
    content        BLOB NOT NULL,
    received_at    INTEGER NOT NULL,
    PRIMARY KEY (interaction_id, turn_index)
);

-- What was raised while conversations went on; each evidence once. Numbers are given in the order of the commits.
CREATE TABLE live_alert
(
    number         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    interaction_id TEXT NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    rule_set       TEXT NOT NULL,
    version        INTEGER NOT NULL,
    norm_path      TEXT NOT NULL,
    norm_name      TEXT NOT NULL,
    is_veto        INTEGER NOT NULL,
    turn_index     INTEGER NOT NULL,
    text_start     INTEGER NOT NULL,
    text_length    INTEGER NOT NULL,
    text           TEXT NOT NULL,
    raised_at      INTEGER NOT NULL,
    UNIQUE (interaction_id, rule_set, norm_path, turn_index, text_start, text_length)
);

-- Who did what to sets, versions and tasks.
CREATE TABLE audit
(
    number  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
);

-- History is appended to and never changed.
CREATE TRIGGER rule_set_version_no_update BEFORE UPDATE ON rule_set_version BEGIN SELECT RAISE(ABORT, 'rows of rule_set_version are never changed or deleted'); END;
CREATE TRIGGER rule_set_version_no_delete BEFORE DELETE ON rule_set_version BEGIN SELECT RAISE(ABORT, 'rows of rule_set_version are never changed or deleted'); END;
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'rows of publication are never changed or deleted'); END;
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication BEGIN SELECT RAISE(ABORT, 'rows of publication are never changed or deleted'); END;
CREATE TRIGGER publication_review_no_update BEFORE UPDATE ON publication_review BEGIN SELECT RAISE(ABORT, 'rows of publication_review are never changed or deleted'); END;
CREATE TRIGGER publication_review_no_delete BEFORE DELETE ON publication_review BEGIN SELECT RAISE(ABORT, 'rows of publication_review are never changed or deleted'); END;
CREATE TRIGGER scorecard_no_update BEFORE UPDATE ON scorecard BEGIN SELECT RAISE(ABORT, 'rows of scorecard are never changed or deleted'); END;
CREATE TRIGGER scorecard_no_delete BEFORE DELETE ON scorecard BEGIN SELECT RAISE(ABORT, 'rows of scorecard are never changed or deleted'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed or deleted'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed or deleted'); END;
CREATE TRIGGER version_lease_no_update BEFORE UPDATE ON version_lease BEGIN SELECT RAISE(ABORT, 'rows of version_lease are never changed or deleted'); END;
CREATE TRIGGER version_lease_no_delete BEFORE DELETE ON version_lease BEGIN SELECT RAISE(ABORT, 'rows of version_lease are never changed or deleted'); END;
