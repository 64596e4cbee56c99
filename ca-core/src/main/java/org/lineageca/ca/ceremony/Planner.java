package org.lineageca.ca.ceremony;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.yaml.Place;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/**
 * Makes the steps of a script: looks each name up, writes what will be signed, and lints it. A
 * function of its arguments.
 */
final class Planner {

    private final CeremonyScript script;
    private final OnRecord record;
    private final KeysAtHand keys;
    private final PlannedCas cas = new PlannedCas();
    private final Deque<SerialNumber> serials;
    private final List<CeremonyStep> steps = new ArrayList<>();
    private final PlannedSignatures signatures = new PlannedSignatures();

    private Planner(CeremonyScript script, OnRecord record, KeysAtHand keys) {
        this.script = script;
        this.record = record;
        this.keys = keys;
        this.serials = new ArrayDeque<>(record.serials());
    }

    static List<CeremonyStep> steps(CeremonyScript script, OnRecord record, KeysAtHand keys) {
        return new Planner(script, record, keys).steps();
    }

    private List<CeremonyStep> steps() {
        if (record.serials().size() != script.serials()) {
            throw new IllegalArgumentException("not as many serial numbers as the script takes");
        }
        record.cas().forEach(this::known);
        steps.add(new CeremonyStep.RollCall());
        var first = script.steps().getFirst();
        if (!(first instanceof ScriptStep.InitialiseToken)
                && !(first instanceof ScriptStep.Reshare)) {
            steps.add(new CeremonyStep.ActivateToken(script.people().quorum()));
        }
        script.steps().forEach(this::add);
        requireCrls();
        steps.add(new CeremonyStep.Close());
        return steps;
    }

    private void known(KnownCa ca) {
        var key = keys.ofKnown(ca.identity());
        cas.put(PlannedCa.known(ca, over(ca.identity(), key), over(ca.certificate(), key)));
    }

    private void add(ScriptStep step) {
        var isFirst = step.equals(script.steps().getFirst());
        switch (step) {
            case ScriptStep.InitialiseToken(var place) -> {
                requireFirst(isFirst, place);
                steps.add(
                        new CeremonyStep.InitialiseToken(
                                script.people().quorum(), script.people().custodians()));
            }
            case ScriptStep.Reshare(var place, var quorum, var custodians) -> {
                requireFirst(isFirst, place);
                requireRegistered(custodians, place);
                steps.add(new CeremonyStep.ReshareToken(quorum, custodians));
            }
            case ScriptStep.CreateCa create -> create(create);
            case ScriptStep.Renew(var place, var name, var validity) -> {
                var ca = cas.named(name, place);
                recertify(ca, validity, place);
            }
            case ScriptStep.Rekey rekey -> rekey(rekey);
            case ScriptStep.Roll roll -> roll(roll);
            case ScriptStep.Certify certify -> certify(certify);
            case ScriptStep.CertifyRequest request -> certify(request);
            case ScriptStep.CrossCertify cross -> crossCertify(cross);
            case ScriptStep.Crls crls ->
                    cas.put(
                            signatures.crls(
                                    crls,
                                    cas.named(crls.ca(), crls.place()),
                                    script.at(),
                                    cas,
                                    steps));
            case ScriptStep.OcspSigner signer -> {
                var issuer = cas.named(signer.ca(), signer.place());
                steps.add(signatures.ocspSigner(signer, issuer, serials.remove(), script.at()));
            }
            case ScriptStep.DestroyKey(var place, var name) ->
                    destroy(cas.named(name, place), place);
        }
    }

    private static void requireFirst(boolean isFirst, Place place) {
        if (!isFirst) {
            throw place.wrong("the token's PIN is made or changed before anything else is done");
        }
    }

    private void requireRegistered(List<String> custodians, Place place) {
        for (var person : custodians) {
            if (!record.people().containsKey(person)) {
                throw place.wrong("'" + person + "' is not registered as a person");
            }
        }
    }

    private void create(ScriptStep.CreateCa create) {
        var place = create.place();
        requireNewKey(create.ca(), place);
        var issuer = create.issuer() == null ? null : cas.issuer(create.issuer(), place);
        var role = create.role();
        newCa(
                create.ca(),
                1,
                role,
                issuer,
                create.key(),
                create.validity(),
                create.constraints(),
                create.crl(),
                role == null || !cas.isEnabledLineage(role),
                place);
    }

    private void requireNewKey(ScriptStep.NewCa ca, Place place) {
        cas.requireNewName(ca.subject(), place);
        requireNewKeyName(ca.keyName(), place);
    }

    private void requireNewKeyName(String keyName, Place place) {
        if (cas.all().stream().anyMatch(each -> each.keyName().equals(keyName))) {
            throw place.wrong("key-name '" + keyName + "' stands here twice");
        }
    }

    private void rekey(ScriptStep.Rekey rekey) {
        var before = cas.named(rekey.ca(), rekey.place());
        requireNewKeyName(rekey.keyName(), rekey.place());
        var number =
                cas.all().stream()
                        .filter(ca -> ca.identity().name().equals(before.identity().name()))
                        .mapToInt(ca -> ca.identity().number())
                        .max()
                        .orElseThrow();
        newCa(
                new ScriptStep.NewCa(rekey.keyName(), before.identity().name()),
                number + 1,
                before.identity().lineage(),
                parent(before, rekey.place()),
                rekey.key(),
                rekey.validity(),
                before.constraints(),
                before.schedule(),
                false,
                rekey.place());
    }

    private void roll(ScriptStep.Roll roll) {
        var before = cas.named(roll.ca(), roll.place());
        for (var successor : roll.successors()) {
            requireNewKey(successor, roll.place());
            newCa(
                    successor,
                    1,
                    before.identity().lineage(),
                    parent(before, roll.place()),
                    roll.key(),
                    roll.validity(),
                    before.constraints(),
                    before.schedule(),
                    false,
                    roll.place());
        }
    }

    /** Null for a root. */
    private @Nullable PlannedCa parent(PlannedCa ca, Place place) {
        var parent = ca.identity().parent();
        if (parent == null) {
            return null;
        }
        return cas.all().stream()
                .filter(each -> isOver(each, parent))
                .findFirst()
                .map(found -> cas.issuer(found.keyName(), place))
                .orElseThrow(() ->
                        place.wrong(
                                ca.identity().name().commonName()
                                        + " was certified by a CA whose key is not on this token"));
    }

    /** In a rehearsal a known CA has another key, but the label of the real one as its name. */
    private static boolean isOver(PlannedCa ca, GenerationId id) {
        return ca.identity().id().equals(id) || ca.keyName().equals(id.label());
    }

    private void newCa(
            ScriptStep.NewCa ca,
            int number,
            @Nullable String role,
            @Nullable PlannedCa issuer,
            KeyAlgorithm algorithm,
            Duration validity,
            CaConstraints constraints,
            CrlSchedule schedule,
            boolean issues,
            Place place) {
        var key = keys.ofNew(ca.keyName(), algorithm);
        var identity =
                new GenerationIdentity(
                        ca.subject(),
                        number,
                        role,
                        issuer == null ? null : issuer.identity().id(),
                        KeyHandle.of(script.token(), key),
                        algorithm,
                        RelyingPartyUris.under(
                                script.publisher(),
                                script.responder(),
                                GenerationId.ofPublicKey(key).label()));
        steps.add(new CeremonyStep.GenerateKeyPair(ca.keyName(), identity, schedule));
        var certificate = certificate(identity, issuer, constraints, validity, place);
        cas.put(
                new PlannedCa(
                        ca.keyName(),
                        identity,
                        certificate,
                        constraints,
                        issues,
                        true,
                        schedule,
                        0,
                        0,
                        false,
                        List.of()));
    }

    private void recertify(PlannedCa ca, Duration validity, Place place) {
        cas.put(
                ca.certified(
                        certificate(
                                ca.identity(),
                                parent(ca, place),
                                ca.constraints(),
                                validity,
                                place)));
    }

    private CaCertificate certificate(
            GenerationIdentity identity,
            @Nullable PlannedCa issuer,
            CaConstraints constraints,
            Duration validity,
            Place place) {
        var order =
                new PlannedSignatures.Order(
                        issuer,
                        issuer == null
                                ? CertificateTemplate.ROOT_CA
                                : CertificateTemplate.ISSUING_CA,
                        identity.name(),
                        identity.key().publicKey(),
                        constraints,
                        validity,
                        null);
        return sign(order, identity, place);
    }

    private void certify(ScriptStep.Certify certify) {
        for (var id : certify.requests()) {
            var order =
                    record.order(id)
                            .orElseThrow(() ->
                                    certify.place()
                                            .wrong(
                                                    "no request '"
                                                            + id
                                                            + "' was taken in with an exchange package"));
            var issuer = cas.issuer(certify.issuer(), certify.place());
            RequestCheck.require(certify, order, issuer);
            sign(
                    new PlannedSignatures.Order(
                            issuer,
                            order.template(),
                            order.subject(),
                            order.publicKey(),
                            order.constraints(),
                            order.validity(),
                            order.occasion()),
                    issuer.identity(),
                    certify.place());
        }
    }

    private void certify(ScriptStep.CertifyRequest request) {
        var key = RequestCheck.publicKey(request.pkcs10(), request.place());
        cas.requireNewName(request.subject(), request.place());
        byIssuer(
                request.issuer(),
                CertificateTemplate.ISSUING_CA,
                request.subject(),
                key,
                request.constraints(),
                request.validity(),
                request.place());
    }

    private void crossCertify(ScriptStep.CrossCertify cross) {
        byIssuer(
                cross.issuer(),
                CertificateTemplate.CROSS_CA,
                cross.subject().subject(),
                cross.subject().publicKey(),
                cross.constraints(),
                cross.validity(),
                cross.place());
    }

    private void byIssuer(
            String name,
            CertificateTemplate template,
            DistinguishedName subject,
            Octets key,
            CaConstraints constraints,
            Duration validity,
            Place place) {
        var issuer = cas.issuer(name, place);
        sign(
                new PlannedSignatures.Order(
                        issuer, template, subject, key, constraints, validity, null),
                issuer.identity(),
                place);
    }

    private CaCertificate sign(
            PlannedSignatures.Order order, GenerationIdentity signer, Place place) {
        if (order.issuer() != null) {
            PlannedCas.requireNested(order.issuer(), order.constraints(), place);
        }
        var identity = order.issuer() == null ? signer : order.issuer().identity();
        var step = signatures.certificate(order, identity, serials.remove(), script.at(), place);
        steps.add(step);
        var content = step.certificate().content();
        if (order.issuer() != null) {
            cas.put(
                    order.issuer()
                            .issued(
                                    new KnownCa.Issued(
                                            content.serial(),
                                            content.subject().commonName(),
                                            content.notAfter(),
                                            null)));
        }
        return PlannedSignatures.unsigned(step.certificate());
    }

    private void destroy(PlannedCa ca, Place place) {
        var owed =
                ca.issued().stream()
                        .filter(each -> each.revocation() == null)
                        .map(KnownCa.Issued::notAfter)
                        .filter(script.at()::isBefore)
                        .max(Instant::compareTo);
        if (owed.isPresent()) {
            throw place.wrong(
                    "a certificate it issued is valid until "
                            + owed.get()
                            + " and not revoked; until then it owes CRLs (BR 4.9.7)");
        }
        if (!ca.hasFinalCrl()) {
            throw place.wrong("it needs its last CRL first: {crl: {ca: …, final: true}}");
        }
        steps.add(new CeremonyStep.DestroyKey(ca.identity()));
    }

    /** "An (empty) CRL is published before its URL enters any certificate" that leaves us. */
    private void requireCrls() {
        for (var ca : cas.all()) {
            if (ca.isNew() && ca.crls() == 0) {
                throw script.steps()
                        .getLast()
                        .place()
                        .wrong(
                                "the new CA '"
                                        + ca.keyName()
                                        + "' has no crl step: relying parties would look for one in vain");
            }
        }
    }

    private static GenerationIdentity over(GenerationIdentity identity, Octets key) {
        return new GenerationIdentity(
                identity.name(),
                identity.number(),
                identity.lineage(),
                identity.parent(),
                KeyHandle.of(identity.key().token(), key),
                identity.algorithm(),
                identity.uris());
    }

    private static CaCertificate over(CaCertificate certificate, Octets key) {
        return certificate.publicKey().equals(key)
                ? certificate
                : new CaCertificate(
                        certificate.der(),
                        certificate.subject(),
                        certificate.issuer(),
                        certificate.serial(),
                        certificate.notBefore(),
                        certificate.notAfter(),
                        key,
                        KeyIdentifier.ofPublicKey(key));
    }
}
