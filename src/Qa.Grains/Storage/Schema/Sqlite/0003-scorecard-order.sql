-- Which version of a set scored an interaction last is asked for every interaction of an impact: one look instead of a scan.
DROP INDEX scorecard_interaction;
CREATE INDEX scorecard_interaction ON scorecard (interaction_id, rule_set, scored_at);
