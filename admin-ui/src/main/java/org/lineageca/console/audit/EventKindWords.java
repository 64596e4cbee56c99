package org.lineageca.console.audit;

import java.util.Locale;
import java.util.stream.Stream;
import org.lineageca.console.language.Texts;

/** What people call the kinds of events. What is recorded, and looked for, is the kind itself. */
final class EventKindWords {

    private static final Texts TEXTS = Texts.of(EventKindWords.class);

    private EventKindWords() {}

    /** One that is not of ours, as on a record from before, is called what it is. */
    static String of(String kind) {
        return switch (kind) {
            case "ActMoved" -> TEXTS.say("event.act-moved");
            case "AuditKeyRecorded" -> TEXTS.say("event.audit-key-recorded");
            case "BudgetSet" -> TEXTS.say("event.budget-set");
            case "CaCertificateRecorded" -> TEXTS.say("event.ca-certificate-recorded");
            case "CaaChecked" -> TEXTS.say("event.caa-checked");
            case "CeremonyEntryAdded" -> TEXTS.say("event.ceremony-entry-added");
            case "CeremonyMoved" -> TEXTS.say("event.ceremony-moved");
            case "CertificateIntended" -> TEXTS.say("event.certificate-intended");
            case "CertificateLogged" -> TEXTS.say("event.certificate-logged");
            case "CertificateRecorded" -> TEXTS.say("event.certificate-recorded");
            case "CertificateRevoked" -> TEXTS.say("event.certificate-revoked");
            case "CertificateWarned" -> TEXTS.say("event.certificate-warned");
            case "CertificatesRevoked" -> TEXTS.say("event.certificates-revoked");
            case "CertificationRequested" -> TEXTS.say("event.certification-requested");
            case "CredentialRegistered" -> TEXTS.say("event.credential-registered");
            case "CredentialRemoved" -> TEXTS.say("event.credential-removed");
            case "CrlAdopted" -> TEXTS.say("event.crl-adopted");
            case "CrlIntended" -> TEXTS.say("event.crl-intended");
            case "CrlPolicySet" -> TEXTS.say("event.crl-policy-set");
            case "CrlRecorded" -> TEXTS.say("event.crl-recorded");
            case "CrlRollBackOrdered" -> TEXTS.say("event.crl-roll-back-ordered");
            case "CrlRollBackRefused" -> TEXTS.say("event.crl-roll-back-refused");
            case "CrlRolledBack" -> TEXTS.say("event.crl-rolled-back");
            case "CrlScopeServed" -> TEXTS.say("event.crl-scope-served");
            case "DrillHeld" -> TEXTS.say("event.drill-held");
            case "ForeignCertificateRecorded" -> TEXTS.say("event.foreign-certificate-recorded");
            case "ForeignCertificateTrusted" -> TEXTS.say("event.foreign-certificate-trusted");
            case "GenerationCreated" -> TEXTS.say("event.generation-created");
            case "GenerationMoved" -> TEXTS.say("event.generation-moved");
            case "HoldConfirmed" -> TEXTS.say("event.hold-confirmed");
            case "HoldReleased" -> TEXTS.say("event.hold-released");
            case "IssueBatchFilled" -> TEXTS.say("event.issue-batch-filled");
            case "IssueBatchMoved" -> TEXTS.say("event.issue-batch-moved");
            case "KeyBlocked" -> TEXTS.say("event.key-blocked");
            case "KeyDestroyed" -> TEXTS.say("event.key-destroyed");
            case "KeyRestricted" -> TEXTS.say("event.key-restricted");
            case "KeysBlocked" -> TEXTS.say("event.keys-blocked");
            case "ListHalted" -> TEXTS.say("event.list-halted");
            case "ListReissued" -> TEXTS.say("event.list-reissued");
            case "ListRevoked" -> TEXTS.say("event.list-revoked");
            case "PackageCarried" -> TEXTS.say("event.package-carried");
            case "PartnerMoved" -> TEXTS.say("event.partner-moved");
            case "PeopleRecovered" -> TEXTS.say("event.people-recovered");
            case "PrecertificateRecorded" -> TEXTS.say("event.precertificate-recorded");
            case "PrincipalRemoved" -> TEXTS.say("event.principal-removed");
            case "ProfileChanged" -> TEXTS.say("event.profile-changed");
            case "ReissueHalted" -> TEXTS.say("event.reissue-halted");
            case "ResponderKeyDestroyed" -> TEXTS.say("event.responder-key-destroyed");
            case "ResponderKeySucceeded" -> TEXTS.say("event.responder-key-succeeded");
            case "RoleGiven" -> TEXTS.say("event.role-given");
            default -> kind;
        };
    }

    /** Whether someone means it who typed so much of its words, or of the name on record. */
    static boolean matches(String kind, String typed) {
        var wanted = typed.strip().toLowerCase(Locale.ROOT);
        return Stream.of(kind, of(kind))
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
