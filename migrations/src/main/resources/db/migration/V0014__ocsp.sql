-- The responder may name the CRL on which a revoked certificate is found (RFC 6960 4.4.2): its URL and number, not its octets.
GRANT SELECT ON crl_scope TO lineage_responder;
GRANT SELECT (generation_id, scope, number, this_update, recorded_at) ON crl TO lineage_responder;
