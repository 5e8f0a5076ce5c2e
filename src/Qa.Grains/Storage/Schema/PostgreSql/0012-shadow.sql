-- Shadow runs: a draft scores what its set scores in the meantime, and nothing of it counts. The tree is the draft's, resolved, in canonical
-- JSON. While it is closing nothing more is taken in, and what was is still scored.
CREATE TABLE shadow_run
(
    id         TEXT NOT NULL PRIMARY KEY,
    rule_set   TEXT NOT NULL REFERENCES rule_set (id),
    draft      TEXT NOT NULL,
    tree       BYTEA NOT NULL,
    tree_hash  TEXT NOT NULL,
    author     TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('running', 'closing', 'ended')),
    ending     TEXT NULL CHECK (ending IN ('time', 'stopped', 'published', 'withdrawn', 'failed', 'fault')),
    ended_by   TEXT NULL,
    ended_at   BIGINT NULL, -- when no more was taken in
    failure    TEXT NULL,
    report     BYTEA NULL, -- of one that has ended; JSON
    told       BIGINT NOT NULL
);
CREATE INDEX shadow_run_draft ON shadow_run (draft, started_at);
CREATE UNIQUE INDEX shadow_run_of_draft ON shadow_run (draft) WHERE state <> 'ended';
CREATE INDEX shadow_run_at_work ON shadow_run (rule_set) WHERE state = 'running';

-- Scorecards that a shadow run still has to score its own way: written with the scorecard, and gone with the result. It is the durable
-- position of the run: what commits late is not passed over, and nothing is taken twice.
CREATE TABLE shadow_pending
(
    shadow  TEXT NOT NULL,
    task_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    PRIMARY KEY (shadow, task_id, item_id)
);

-- What the draft made of the interaction of a scorecard, beside what the scorecard says. Nothing that was said stands in it.
CREATE TABLE shadow_result
(
    shadow         TEXT NOT NULL,
    task_id        BIGINT NOT NULL,
    item_id        BIGINT NOT NULL,
    interaction_id TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    version        BIGINT NOT NULL, -- that made the scorecard
    verdict        TEXT NOT NULL CHECK (verdict IN ('compared', 'unfit', 'erased', 'fault')),
    score_before   DOUBLE PRECISION NOT NULL,
    score_after    DOUBLE PRECISION NOT NULL,
    vetoed_before  BIGINT NOT NULL,
    vetoed_after   BIGINT NOT NULL,
    passed_before  BIGINT NOT NULL,
    passed_after   BIGINT NOT NULL,
    changes        TEXT NULL, -- norms that came out otherwise; JSON
    hash           TEXT NULL, -- of the draft's scorecard in canonical form; gone with what was said
    fault          TEXT NULL,
    PRIMARY KEY (shadow, task_id, item_id)
);
CREATE INDEX shadow_result_interaction ON shadow_result (interaction_id);

-- Kept by the database itself, whoever adds a scorecard: a process of the version before too. The run's row is held to the end of the
-- transaction, so that whoever closes the run waits for it and nothing is taken in afterwards.
CREATE FUNCTION take_into_shadows() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO shadow_pending (shadow, task_id, item_id)
    SELECT r.id, s.task_id, s.item_id FROM added s
    JOIN (SELECT id, rule_set FROM shadow_run WHERE state = 'running' AND rule_set IN (SELECT rule_set FROM added) ORDER BY id FOR SHARE) r ON r.rule_set = s.rule_set;
    RETURN NULL;
END
$body$;
CREATE TRIGGER scorecard_is_shadowed AFTER INSERT ON scorecard REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION take_into_shadows();
