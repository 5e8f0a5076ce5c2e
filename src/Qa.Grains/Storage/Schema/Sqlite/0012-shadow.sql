-- Shadow runs: a draft scores what its set scores in the meantime, and nothing of it counts. The tree is the draft's, resolved, in canonical
-- JSON. While it is closing nothing more is taken in, and what was is still scored.
CREATE TABLE shadow_run
(
    id         TEXT NOT NULL PRIMARY KEY,
    rule_set   TEXT NOT NULL REFERENCES rule_set (id),
    draft      TEXT NOT NULL,
    tree       BLOB NOT NULL,
    tree_hash  TEXT NOT NULL,
    author     TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('running', 'closing', 'ended')),
    ending     TEXT NULL CHECK (ending IN ('time', 'stopped', 'published', 'withdrawn', 'failed', 'fault')),
    ended_by   TEXT NULL,
    ended_at   INTEGER NULL, -- when no more was taken in
    failure    TEXT NULL,
    report     BLOB NULL, -- of one that has ended; JSON
    told       INTEGER NOT NULL
);
CREATE INDEX shadow_run_draft ON shadow_run (draft, started_at);
CREATE UNIQUE INDEX shadow_run_of_draft ON shadow_run (draft) WHERE state <> 'ended';
CREATE INDEX shadow_run_at_work ON shadow_run (rule_set) WHERE state = 'running';

-- Scorecards that a shadow run still has to score its own way: written with the scorecard, and gone with the result. It is the durable
-- position of the run: what commits late is not passed over, and nothing is taken twice.
CREATE TABLE shadow_pending
(
    shadow  TEXT NOT NULL,
    task_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    PRIMARY KEY (shadow, task_id, item_id)
) WITHOUT ROWID;

-- What the draft made of the interaction of a scorecard, beside what the scorecard says. Nothing that was said stands in it.
CREATE TABLE shadow_result
(
    shadow         TEXT NOT NULL,
    task_id        INTEGER NOT NULL,
    item_id        INTEGER NOT NULL,
    interaction_id TEXT NOT NULL,
    revision       INTEGER NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    version        INTEGER NOT NULL, -- that made the scorecard
    verdict        TEXT NOT NULL CHECK (verdict IN ('compared', 'unfit', 'erased', 'fault')),
    score_before   REAL NOT NULL,
    score_after    REAL NOT NULL,
    vetoed_before  INTEGER NOT NULL,
    vetoed_after   INTEGER NOT NULL,
    passed_before  INTEGER NOT NULL,
    passed_after   INTEGER NOT NULL,
    changes        TEXT NULL, -- norms that came out otherwise; JSON
    hash           TEXT NULL, -- of the draft's scorecard in canonical form; gone with what was said
    fault          TEXT NULL,
    PRIMARY KEY (shadow, task_id, item_id)
) WITHOUT ROWID;
CREATE INDEX shadow_result_interaction ON shadow_result (interaction_id);

-- Kept by the database itself, whoever adds a scorecard: a process of the version before too.
CREATE TRIGGER scorecard_is_shadowed AFTER INSERT ON scorecard
BEGIN
    INSERT INTO shadow_pending (shadow, task_id, item_id) SELECT id, NEW.task_id, NEW.item_id FROM shadow_run WHERE rule_set = NEW.rule_set AND state = 'running';
END;
