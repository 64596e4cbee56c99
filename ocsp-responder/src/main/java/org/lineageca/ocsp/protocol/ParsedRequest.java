package org.lineageca.ocsp.protocol;

/** What a relying party sent. */
public sealed interface ParsedRequest permits OcspRequest, MalformedRequest {}
