package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.act.Preview.Difference;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;

/** Works out what an act would bring about, from what is on record now. */
final class PreviewAct {

    private static final String AT_SIGNING = "drawn when it is signed";

    private final AuthorityStore authorities;
    private final CrossCertify crossCertify;
    private final ChangeProfile changeProfile;
    private final ChangePeople changePeople;
    private final ObligationLedger obligations;
    private final InstantSource clock;

    PreviewAct(
            AuthorityStore authorities,
            PerformActs.Performers performers,
            ObligationLedger obligations,
            InstantSource clock) {
        this.authorities = authorities;
        this.crossCertify = performers.crossCertify();
        this.changeProfile = performers.changeProfile();
        this.changePeople = performers.changePeople();
        this.obligations = obligations;
        this.clock = clock;
    }

    Preview preview(Act act) {
        return switch (act) {
            case Act.Renew(var id, var validity) -> {
                var present = find(id);
                yield new Preview(
                        sameKey(present, constraints(present), validity),
                        Consequences.ofRenewal(present),
                        Consequences.warningsOfRenewal(present));
            }
            case Act.Modify(var id, var validity, var constraints) -> {
                var present = find(id);
                yield new Preview(
                        sameKey(present, constraints, validity),
                        Consequences.ofModification(present),
                        Consequences.warningsOfModification(constraints));
            }
            case Act.Roll(var id, var keys, var certifier, var validity) -> {
                var present = find(id);
                yield new Preview(
                        newKey(present, keys.getFirst(), certifier, validity),
                        Consequences.ofRoll(present, keys, certifier),
                        List.of());
            }
            case Act.Rekey(var id, var key, var certifier, var validity) -> {
                var present = find(id);
                yield new Preview(
                        newKey(present, key, certifier, validity),
                        Consequences.ofRekey(present, certifier),
                        Consequences.WARNINGS_OF_REKEY);
            }
            case Act.CutOver cutOver ->
                    new Preview(
                            List.of(),
                            Consequences.ofCutOver(from(cutOver), find(cutOver.to()), cutOver),
                            List.of());
            case Act.Disable(var id) ->
                    new Preview(
                            List.of(),
                            Consequences.ofDisabling(find(id)),
                            List.of(
                                    "Requests of this lineage are refused until another generation is enabled."));
            case Act.CrossCertify cross ->
                    new Preview(
                            List.of(),
                            Consequences.ofCrossCertificate(
                                    find(cross.issuer()),
                                    crossCertify.subject(cross.subject()).orElseThrow(),
                                    cross),
                            List.of());
            case Act.TrustAnchor _ ->
                    new Preview(
                            List.of(),
                            List.of(
                                    "Certificates that chain to it are accepted for our own keys, and paths to it count as valid in the path explorer."),
                            List.of());
            case Act.RevokeCa revoke ->
                    Consequences.ofRevocation(
                            find(revoke.generation()), revoke, lastExpiry(revoke.generation()));
            case Act.RevokeCertificates revoke -> Consequences.ofRevocation(revoke);
            case Act.ReissueCertificates reissue -> Consequences.ofReissue(reissue);
            case Act.Retire(var id) ->
                    new Preview(
                            List.of(),
                            Consequences.ofRetirement(find(id), lastExpiry(id)),
                            List.of());
            case Act.DestroyKey(var id) ->
                    new Preview(
                            List.of(),
                            Consequences.ofDestruction(find(id)),
                            List.of("This cannot be undone, by nobody."));
            case Act.ChangeProfile change -> changeProfile.preview(change);
            case Act.ChangePeople change -> changePeople.preview(change);
        };
    }

    private Optional<Instant> lastExpiry(GenerationId id) {
        return Optional.ofNullable(obligations.of(id).lastExpiry());
    }

    private @Nullable Generation from(Act.CutOver cutOver) {
        return Optional.ofNullable(cutOver.from()).map(this::find).orElse(null);
    }

    private List<Difference> sameKey(
            Generation generation, CaConstraints constraints, Duration validity) {
        var present = generation.caCertificate().orElseThrow();
        var identity = generation.identity();
        var differences = new ArrayList<Difference>();
        same(differences, "subject", identity.name().toString());
        same(differences, "public key (SHA-256)", identity.id().sha256().toHex());
        same(differences, "subject key identifier", present.keyIdentifier().toString());
        same(differences, "issuer", present.issuer().toString());
        differences.add(new Difference("serial number", present.serial().hex(), AT_SIGNING));
        validity(differences, present, validity);
        constraints(differences, CaConstraints.of(present), constraints);
        uris(differences, generation);
        return differences;
    }

    private List<Difference> newKey(
            Generation generation, NewKey key, Certifier certifier, Duration validity) {
        var present = generation.caCertificate().orElseThrow();
        var identity = generation.identity();
        var differences = new ArrayList<Difference>();
        differences.add(
                new Difference("subject", identity.name().toString(), key.name().toString()));
        differences.add(
                new Difference(
                        "public key (SHA-256)",
                        identity.id().sha256().toHex(),
                        "of the key that is generated"));
        differences.add(new Difference("key", identity.algorithm().name(), key.algorithm().name()));
        differences.add(
                new Difference(
                        "key on token",
                        identity.key().token(),
                        key.token() + ", labelled " + key.label()));
        differences.add(
                new Difference(
                        "issuer",
                        present.issuer().toString(),
                        switch (certifier) {
                            case Certifier.Itself() -> key.name().toString();
                            case Certifier.Parent(var parent) ->
                                    find(parent).identity().name().toString();
                            case Certifier.External _ -> "the external CA";
                        }));
        differences.add(new Difference("serial number", present.serial().hex(), AT_SIGNING));
        validity(differences, present, validity);
        var own = "the same with the new generation's label";
        differences.add(new Difference("CRL", identity.uris().crl(), own));
        differences.add(new Difference("CA certificate", identity.uris().caIssuers(), own));
        differences.add(new Difference("OCSP", String.valueOf(identity.uris().ocsp()), own));
        return differences;
    }

    private void validity(List<Difference> differences, CaCertificate present, Duration validity) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        differences.add(
                new Difference("valid from", present.notBefore().toString(), "when it is signed"));
        differences.add(
                new Difference(
                        "valid until",
                        present.notAfter().toString(),
                        "about " + day(now.plus(validity)) + " (" + validity.toDays() + " days)"));
    }

    private static void constraints(
            List<Difference> differences, CaConstraints before, CaConstraints after) {
        differences.add(new Difference("path length", length(before), length(after)));
        differences.add(
                new Difference(
                        "policies",
                        String.join(", ", before.policies()),
                        String.join(", ", after.policies())));
        differences.add(
                new Difference(
                        "permitted DNS names",
                        String.join(", ", before.permittedDns()),
                        String.join(", ", after.permittedDns())));
    }

    private static void uris(List<Difference> differences, Generation generation) {
        var uris = generation.identity().uris();
        same(differences, "CRL", uris.crl());
        same(differences, "CA certificate", uris.caIssuers());
        same(differences, "OCSP", String.valueOf(uris.ocsp()));
    }

    private static void same(List<Difference> differences, String field, String value) {
        differences.add(new Difference(field, value, value));
    }

    private static String length(CaConstraints constraints) {
        return constraints.pathLength() == null ? "any" : constraints.pathLength().toString();
    }

    private static CaConstraints constraints(Generation generation) {
        return CaConstraints.of(generation.caCertificate().orElseThrow());
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    private Generation find(GenerationId id) {
        return authorities.find(id).orElseThrow();
    }
}
