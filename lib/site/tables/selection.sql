-- What the models page counts: of the reason for a model only the words that tell one kind from another.
SELECT server_id, metric, model,
  regexp_extract(reason, 'Lowest mean error|Lowest expected error|too few|The same value') AS reason
FROM selection ORDER BY server_id, metric
