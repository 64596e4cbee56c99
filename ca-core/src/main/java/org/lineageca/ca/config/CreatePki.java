package org.lineageca.ca.config;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.NamingRule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.EnableGeneration;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.sealing.KeepAuditKey;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenKey;

/**
 * Creates the PKI of a new installation, the root's signer running for as long as it takes.
 *
 * <p>Every step looks first whether it is done, so a run that was cut short is simply repeated.
 */
@Singleton
public final class CreatePki {

    private static final Actor ACTOR = new Actor.Installation("create-pki");
    private static final String ROOT_TOKEN = "root";
    private static final String ISSUING_TOKEN = "issuing";
    private static final String RESPONDER_TOKEN = "responder";

    private final AuthorityStore authorities;
    private final OcspSignerStore ocspSigners;
    private final CreateGeneration createGeneration;
    private final CertifyGeneration certifyGeneration;
    private final EnableGeneration enableGeneration;
    private final IssueOcspSigner issueOcspSigner;
    private final TokenSigning signing;
    private final FirstCredentials credentials;

    CreatePki(
            AuthorityStore authorities,
            OcspSignerStore ocspSigners,
            CreateGeneration createGeneration,
            CertifyGeneration certifyGeneration,
            EnableGeneration enableGeneration,
            IssueOcspSigner issueOcspSigner,
            TokenSigning signing,
            FirstCredentials credentials) {
        this.authorities = authorities;
        this.ocspSigners = ocspSigners;
        this.createGeneration = createGeneration;
        this.certifyGeneration = certifyGeneration;
        this.enableGeneration = enableGeneration;
        this.issueOcspSigner = issueOcspSigner;
        this.signing = signing;
        this.credentials = credentials;
    }

    /** The program. Configured like the others, by {@code -Dmicronaut.config.files}. */
    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.run()) {
            var settings = context.getBean(Settings.Creation.class);
            var description =
                    PkiDescriptionReader.read(
                            Files.readString(settings.pki()),
                            context.getBean(InstantSource.class).instant());
            context.getBean(CreatePki.class).create(description, settings);
            var auditKeys = context.getBean(KeepAuditKey.class).keys(ACTOR);
            progress("audit key in " + AuditKeyFile.write(settings.credentials(), auditKeys));
        } catch (InvalidDescriptionException e) {
            System.err.println(
                    e.getMessage() + ". Nothing was created. Correct the file and run again.");
            System.exit(2);
        }
    }

    void create(PkiDescription description, Settings.Creation settings) throws IOException {
        var root = root(description.root(), settings);
        credentials.writeRoot(settings.credentials(), root.certificate());
        for (var issuing : description.lineages()) {
            issuing(issuing, root, settings);
        }
        credentials.server(settings.credentials().resolve("core-tls"), settings.coreUrl(), ACTOR);
        credentials.server(
                settings.credentials().resolve("console-tls"), settings.consoleUrl(), ACTOR);
        credentials.client(
                settings.credentials().resolve("officer"),
                "officer",
                "First Officer",
                TrustedRole.Officer,
                ACTOR);
        // What needs two people needs a second one from the first day (DESIGN 3.10).
        credentials.client(
                settings.credentials().resolve("second-officer"),
                "officer",
                "Second Officer",
                TrustedRole.Officer,
                ACTOR);
        credentials.client(
                settings.credentials().resolve("machine"),
                "machine",
                "lineage command",
                TrustedRole.Machine,
                ACTOR);
        progress(
                "credentials of the two first officers and of this installation are in "
                        + settings.credentials());
    }

    private Generation.Enabled root(PkiDescription.Root root, Settings.Creation settings) {
        var plan =
                new CreateGeneration.Plan(
                        root.name(),
                        1,
                        ROOT_TOKEN,
                        "root-1",
                        root.key(),
                        null,
                        null,
                        root.crl(),
                        settings.crlUrl(),
                        null);
        return enabled(plan, null, root.validity());
    }

    private void issuing(
            PkiDescription.Issuing issuing, Generation.Enabled root, Settings.Creation settings) {
        var plan =
                new CreateGeneration.Plan(
                        issuing.name(),
                        1,
                        ISSUING_TOKEN,
                        issuing.role() + "-1",
                        issuing.key(),
                        issuing.role(),
                        root.identity().id(),
                        issuing.crl(),
                        settings.crlUrl(),
                        settings.ocspUrl());
        var enabled = enabled(plan, root, issuing.validity());
        authorities.name(issuing.role(), NamingRule.suggestedBy(issuing.name()));
        issuing.profiles().forEach(document -> authorities.add(document, enabled.since(), ACTOR));
        if (ocspSigners.newest().stream()
                .noneMatch(signer -> signer.generation().equals(enabled.identity().id()))) {
            var key = responderKey("ocsp-" + issuing.role() + "-1", issuing.ocspSigner().key());
            issueOcspSigner.issue(
                    ACTOR, enabled.issuer(), key.handle(), issuing.ocspSigner().validity());
            progress("OCSP signer of " + issuing.name().commonName() + " issued");
        }
    }

    private TokenKey responderKey(String label, KeyAlgorithm algorithm) {
        var responder = signing.signer(RESPONDER_TOKEN);
        return responder
                .findByLabel(label)
                .orElseGet(() ->
                        responder.generate(label, algorithm, EnumSet.of(KeyPurpose.OCSP_RESPONSE)));
    }

    /** Takes a generation from wherever it stands to Enabled. */
    private Generation.Enabled enabled(
            CreateGeneration.Plan plan, Generation.@Nullable Enabled parent, Duration validity) {
        var present = find(plan.name()).orElseGet(() -> created(plan));
        return switch (present) {
            case Generation.AwaitingCertificate awaiting -> {
                var staged =
                        certifyGeneration.certify(
                                ACTOR,
                                awaiting,
                                parent == null ? null : parent.issuer(),
                                parent == null ? CaConstraints.NONE : CaConstraints.ISSUING,
                                validity);
                progress(
                        plan.name().commonName()
                                + ": certificate "
                                + staged.certificate().serial()
                                + " signed");
                yield enable(staged);
            }
            case Generation.Staged staged -> enable(staged);
            case Generation.Enabled enabled -> enabled;
            case Generation.Disabled _,
                    Generation.Retired _,
                    Generation.Destroyed _,
                    Generation.Revoked _ ->
                    throw new IllegalStateException(
                            plan.name()
                                    + " is "
                                    + present.state()
                                    + "; the PKI was created before");
        };
    }

    private Generation created(CreateGeneration.Plan plan) {
        var awaiting = createGeneration.create(ACTOR, plan);
        progress(
                plan.name().commonName()
                        + ": key "
                        + awaiting.identity().key().keyId()
                        + " generated on token '"
                        + plan.token()
                        + "'");
        return awaiting;
    }

    private Generation.Enabled enable(Generation.Staged staged) {
        var enabled = enableGeneration.enable(ACTOR, staged);
        progress(staged.identity().name().commonName() + ": first CRL published, enabled");
        return enabled;
    }

    private Optional<Generation> find(DistinguishedName name) {
        return authorities.generations().stream()
                .filter(generation -> generation.identity().name().equals(name))
                .findFirst();
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
