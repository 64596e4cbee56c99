package org.lineageca.ca.issuance;

/**
 * What a profile asks of a request, and what it makes of it.
 *
 * @param caa whether the DNS is asked if the holders of domains permit this CA (RFC 8659)
 */
public record ProfileRules(
        CertificateTemplate template,
        SubjectRules subject,
        NameRules names,
        KeyRules keys,
        ExtensionRules extensions,
        boolean caa) {}
