-- What each set said last of an interaction, with what lists ask for: a row is found without looking at older results. It follows from
-- scorecard and interaction, and is kept by the database itself, whoever adds a scorecard. Of an interaction that has a newer revision,
-- rows may stay; who reads compares the revision. In the order of time, as most of what comes is new: rows are added at the end, and not
-- all over a tree of ids.
CREATE TABLE newest_result
(
    started_at     BIGINT NOT NULL,
    interaction_id TEXT NOT NULL,
    rule_set       TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    scored_at      BIGINT NOT NULL,
    task_id        BIGINT NOT NULL,
    item_id        BIGINT NOT NULL,
    version        BIGINT NOT NULL,
    score          DOUBLE PRECISION NOT NULL,
    vetoed         BIGINT NOT NULL,
    passed         BIGINT NOT NULL,
    needs_review   BIGINT NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    channel        TEXT NOT NULL,
    business_line  TEXT NULL,
    PRIMARY KEY (started_at, interaction_id, rule_set)
);

-- Interactions that no set has scored yet; kept in the same way.
CREATE TABLE unscored_interaction
(
    started_at     BIGINT NOT NULL,
    interaction_id TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    agent_id       TEXT NOT NULL,
    agent_group    TEXT NULL,
    channel        TEXT NOT NULL,
    business_line  TEXT NULL,
    PRIMARY KEY (started_at, interaction_id)
);

INSERT INTO newest_result (started_at, interaction_id, rule_set, revision, scored_at, task_id, item_id, version, score, vetoed, passed, needs_review, agent_id, agent_group, channel, business_line)
SELECT i.started_at, s.interaction_id, s.rule_set, s.revision, s.scored_at, s.task_id, s.item_id, s.version, s.score, s.vetoed, s.passed, s.needs_review, i.agent_id, i.agent_group, i.channel, i.business_line
FROM (SELECT c.*, row_number() OVER (PARTITION BY interaction_id, rule_set ORDER BY revision DESC, scored_at DESC, task_id DESC, item_id DESC) AS place FROM scorecard c) s
JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
WHERE s.place = 1;
INSERT INTO unscored_interaction (started_at, interaction_id, revision, agent_id, agent_group, channel, business_line)
SELECT i.started_at, i.id, i.revision, i.agent_id, i.agent_group, i.channel, i.business_line FROM interaction i
WHERE NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)
  AND NOT EXISTS (SELECT 1 FROM newest_result r WHERE r.started_at = i.started_at AND r.interaction_id = i.id AND r.revision = i.revision);

-- Each has all that decides whether a row is shown.
CREATE INDEX newest_result_set ON newest_result (rule_set, started_at, interaction_id) INCLUDE (revision, score, agent_id);
CREATE INDEX newest_result_vetoed ON newest_result (started_at, interaction_id) INCLUDE (rule_set, revision, score, agent_id, agent_group, channel, business_line) WHERE vetoed = 1;
CREATE INDEX newest_result_failed ON newest_result (started_at, interaction_id) INCLUDE (rule_set, revision, score, agent_id, agent_group, channel, business_line) WHERE passed = 0;
CREATE INDEX newest_result_review ON newest_result (started_at, interaction_id) INCLUDE (rule_set, revision, score, agent_id, agent_group, channel, business_line) WHERE needs_review = 1;

-- What was this wide for lists is read there now.
DROP INDEX scorecard_newest;
CREATE INDEX scorecard_interaction ON scorecard (interaction_id, rule_set, scored_at);

-- Once for all that a statement adds, and in one order, so that writers of the same rows wait for each other and never crosswise.
CREATE FUNCTION keep_unscored_interactions() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO unscored_interaction (started_at, interaction_id, revision, agent_id, agent_group, channel, business_line)
    SELECT DISTINCT ON (started_at, id) started_at, id, revision, agent_id, agent_group, channel, business_line FROM added ORDER BY started_at, id, revision DESC
    ON CONFLICT (started_at, interaction_id) DO UPDATE SET
        revision = excluded.revision, agent_id = excluded.agent_id, agent_group = excluded.agent_group, channel = excluded.channel, business_line = excluded.business_line
        WHERE excluded.revision > unscored_interaction.revision;
    RETURN NULL;
END
$body$;
CREATE TRIGGER interaction_is_unscored AFTER INSERT ON interaction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_unscored_interactions();

CREATE FUNCTION keep_newest_results() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO newest_result (started_at, interaction_id, rule_set, revision, scored_at, task_id, item_id, version, score, vetoed, passed, needs_review, agent_id, agent_group, channel, business_line)
    SELECT DISTINCT ON (i.started_at, s.interaction_id, s.rule_set) i.started_at, s.interaction_id, s.rule_set, s.revision, s.scored_at, s.task_id, s.item_id, s.version, s.score, s.vetoed, s.passed, s.needs_review, i.agent_id, i.agent_group, i.channel, i.business_line
    FROM added s JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
    ORDER BY i.started_at, s.interaction_id, s.rule_set, s.revision DESC, s.scored_at DESC, s.task_id DESC, s.item_id DESC
    ON CONFLICT (started_at, interaction_id, rule_set) DO UPDATE SET
        revision = excluded.revision, scored_at = excluded.scored_at, task_id = excluded.task_id, item_id = excluded.item_id, version = excluded.version, score = excluded.score,
        vetoed = excluded.vetoed, passed = excluded.passed, needs_review = excluded.needs_review, agent_id = excluded.agent_id, agent_group = excluded.agent_group, channel = excluded.channel,
        business_line = excluded.business_line
        WHERE (excluded.revision, excluded.scored_at, excluded.task_id, excluded.item_id)
            > (newest_result.revision, newest_result.scored_at, newest_result.task_id, newest_result.item_id);
    DELETE FROM unscored_interaction u USING (
        SELECT o.started_at, o.interaction_id FROM added s JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
        JOIN unscored_interaction o ON o.started_at = i.started_at AND o.interaction_id = i.id AND o.revision = i.revision
        ORDER BY o.started_at, o.interaction_id FOR UPDATE OF o
    ) scored WHERE u.started_at = scored.started_at AND u.interaction_id = scored.interaction_id;
    RETURN NULL;
END
$body$;
CREATE TRIGGER scorecard_may_be_newest AFTER INSERT ON scorecard REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_newest_results();
