-- What a CA's page tells of the life of its generations, found without reading the whole log. Replaces that of V0008.
DROP INDEX audit_event_moved;
CREATE INDEX audit_event_life ON audit_event (sequence)
    WHERE kind IN ('GenerationCreated', 'GenerationMoved', 'CaCertificateRecorded', 'KeyDestroyed');
