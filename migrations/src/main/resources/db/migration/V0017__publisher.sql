-- The publisher judges how old the database is that it reads, as responders do (docs/adr/0027).
GRANT SELECT ON heartbeat TO lineage_publisher;
