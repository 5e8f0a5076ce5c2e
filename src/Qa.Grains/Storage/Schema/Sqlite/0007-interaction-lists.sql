-- Lists of interactions are read by whom they are of, the newest first. What decides whether one is shown stands in the index, so that
-- the contents of those that are not shown are not read.
CREATE INDEX interaction_agent ON interaction (agent_id, started_at, id, revision);

-- What a set said last of an interaction, and what it came to, without reading scorecards whole.
DROP INDEX scorecard_interaction;
CREATE INDEX scorecard_newest ON scorecard (interaction_id, rule_set, scored_at, revision, task_id, item_id, vetoed, passed, needs_review, score);
