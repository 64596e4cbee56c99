package org.lineageca.ca.act;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** An act as lines of text. */
final class PlanWriter {

    static final String ITSELF = "itself";
    static final String EXTERNAL = "external ";
    static final String NONE = "none";
    static final String DAYS = " days";
    static final String SECONDS = " seconds";
    static final String DRILL = "drill";
    static final String EXPECTED = "expected";
    static final String CHANGE = "change";
    static final String CERTIFICATE = "certificate";
    static final String ADMIT = "admit";
    static final String REMOVE = "remove";
    static final String ADD_CERTIFICATE = "add-certificate";
    static final String REMOVE_CERTIFICATE = "remove-certificate";
    static final String GIVE_ROLE = "give-role";

    private final StringBuilder text = new StringBuilder();

    private PlanWriter() {}

    static String write(Act act) {
        var writer = new PlanWriter();
        writer.line("act", act.kind());
        writer.fields(act);
        return writer.text.toString();
    }

    private void fields(Act act) {
        switch (act) {
            case Act.Renew(var generation, var validity) -> {
                generation("generation", generation);
                validity(validity);
            }
            case Act.Modify(var generation, var validity, var constraints) -> {
                generation("generation", generation);
                validity(validity);
                constraints(constraints);
            }
            case Act.Roll(var predecessor, var keys, var certifier, var validity) ->
                    succession(predecessor, keys, certifier, validity);
            case Act.Rekey(var predecessor, var key, var certifier, var validity) ->
                    succession(predecessor, List.of(key), certifier, validity);
            case Act.CutOver cutOver -> cutOver(cutOver);
            case Act.Disable(var generation) -> generation("generation", generation);
            case Act.CrossCertify(var issuer, var subject, var validity, var constraints) -> {
                generation("issuer", issuer);
                line("subject-certificate", subject.toHex());
                validity(validity);
                constraints(constraints);
            }
            case Act.TrustAnchor(var certificate) -> line("certificate", certificate.toHex());
            case Act.RevokeCa revoke -> {
                generation("generation", revoke.generation());
                line("reason", revoke.reason().label());
                instant("invalidity-date", revoke.invalidityDate());
                line("with-certificates", Boolean.toString(revoke.withCertificates()));
            }
            case Act.RevokeCertificates revoke -> {
                list(revoke.batch(), revoke.certificates(), revoke.list());
                line("reason", revoke.reason().label());
                instant("invalidity-date", revoke.invalidityDate());
                if (revoke.terms().isDrill()) {
                    line(DRILL, Boolean.toString(true));
                }
                revoke.terms().expected().forEach(sentence -> line(EXPECTED, sentence));
            }
            case Act.ReissueCertificates reissue -> {
                list(reissue.batch(), reissue.certificates(), reissue.list());
                line("reason", reissue.reason());
                instant("deadline", reissue.deadline());
                reissue.expected().forEach(sentence -> line(EXPECTED, sentence));
            }
            case Act.Retire(var generation) -> generation("generation", generation);
            case Act.DestroyKey(var generation) -> generation("generation", generation);
            case Act.ChangeProfile change -> {
                line("profile", change.profile());
                line("version", Integer.toString(change.version()));
                var replaces = change.replaces();
                line("replaces-sha256", replaces == null ? NONE : replaces.toHex());
                change.document().lines().forEach(row -> line("document", row));
            }
            case Act.ChangePeople(var person, var change) -> {
                line("person", person);
                change(change);
            }
        }
    }

    private void change(PersonChange change) {
        switch (change) {
            case PersonChange.Admit(var role, var certificate) -> {
                line(CHANGE, ADMIT);
                line("role", role.name());
                line(CERTIFICATE, certificate.toHex());
            }
            case PersonChange.Remove _ -> line(CHANGE, REMOVE);
            case PersonChange.AddCertificate(var certificate) -> {
                line(CHANGE, ADD_CERTIFICATE);
                line(CERTIFICATE, certificate.toHex());
            }
            case PersonChange.RemoveCertificate(var certificate) -> {
                line(CHANGE, REMOVE_CERTIFICATE);
                line(CERTIFICATE, certificate.toHex());
            }
            case PersonChange.GiveRole(var before, var role) -> {
                line(CHANGE, GIVE_ROLE);
                line("before", before.name());
                line("role", role.name());
            }
        }
    }

    private void list(long batch, int certificates, Octets sha256) {
        line("batch", Long.toString(batch));
        line("certificates", Integer.toString(certificates));
        line("list-sha256", sha256.toHex());
    }

    private void cutOver(Act.CutOver cutOver) {
        var from = cutOver.from();
        line("from", from == null ? NONE : from.sha256().toHex());
        generation("to", cutOver.to());
        instant("not-before", cutOver.notBefore());
        line("when-needed", Boolean.toString(cutOver.whenNeeded()));
    }

    private void succession(
            GenerationId predecessor, List<NewKey> keys, Certifier certifier, Duration validity) {
        generation("predecessor", predecessor);
        line(
                "certified-by",
                switch (certifier) {
                    case Certifier.Itself() -> ITSELF;
                    case Certifier.Parent(var parent) -> parent.sha256().toHex();
                    case Certifier.External(var anchor) -> EXTERNAL + anchor.toHex();
                });
        validity(validity);
        for (var key : keys) {
            line("subject", key.name().toString());
            line("number", Integer.toString(key.number()));
            line("key", key.algorithm().name());
            line("token", key.token());
            line("key-label", key.label());
        }
    }

    private void constraints(CaConstraints constraints) {
        var length = constraints.pathLength();
        line("path-length", length == null ? NONE : length.toString());
        constraints.policies().forEach(policy -> line("policy", policy));
        constraints.permittedDns().forEach(name -> line("permitted-dns", name));
    }

    private void generation(String field, GenerationId generation) {
        line(field, generation.sha256().toHex());
    }

    private void validity(Duration validity) {
        line(
                "validity",
                validity.equals(Duration.ofDays(validity.toDays()))
                        ? validity.toDays() + DAYS
                        : validity.toSeconds() + SECONDS);
    }

    private void instant(String field, @Nullable Instant instant) {
        line(field, instant == null ? NONE : instant.toString());
    }

    private void line(String field, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the " + field + " has a line break in it");
        }
        text.append(field).append(": ").append(value).append('\n');
    }
}
