-- Lists of interactions are read by whom they are of, the newest first.
CREATE INDEX interaction_agent ON interaction (agent_id, started_at, id);
CREATE INDEX interaction_id_pattern ON interaction (id text_pattern_ops);
