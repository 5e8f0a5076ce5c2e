-- A search reads the index from the newest end and ranks what it finds itself: what is kept of a token is only in which documents it is, and
-- what a document is and whose are tokens too. All is put in anew, in the background.
INSERT INTO search_pending (kind, id, change, title, text, agent_id, group_id, department_id, at)
SELECT kind, id, 'put', title, text, agent_id, group_id, department_id, at FROM search_document d
WHERE kind <> 'interaction' AND NOT EXISTS (SELECT 1 FROM search_pending p WHERE p.kind = d.kind AND p.id = d.id) ORDER BY number;
INSERT INTO search_pending (kind, id, change) SELECT 'interaction', id, 'read' FROM search_document WHERE kind = 'interaction' ORDER BY number;
DELETE FROM search_document;
DROP TABLE search_index;
CREATE VIRTUAL TABLE search_index USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
