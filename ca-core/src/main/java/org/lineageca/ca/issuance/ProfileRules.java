package org.lineageca.ca.issuance;

/** What a profile asks of a request, and what it makes of it. */
public record ProfileRules(
        CertificateTemplate template,
        SubjectRules subject,
        NameRules names,
        KeyRules keys,
        ExtensionRules extensions) {}
