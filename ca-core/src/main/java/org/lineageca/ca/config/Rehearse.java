package org.lineageca.ca.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lineageca.ca.rehearsal.GnuTlsVerifier;
import org.lineageca.ca.rehearsal.JdkVerifier;
import org.lineageca.ca.rehearsal.MatrixJson;
import org.lineageca.ca.rehearsal.MatrixText;
import org.lineageca.ca.rehearsal.NssVerifier;
import org.lineageca.ca.rehearsal.OpenSslVerifier;
import org.lineageca.ca.rehearsal.ShadowAuthority;
import org.lineageca.ca.rehearsal.ShadowKeys;
import org.lineageca.ca.rehearsal.Verifier;
import org.lineageca.ca.rehearsal.VerifierMatrix;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * The program that rehearses a change on a scratch token and shows what the verifiers on this
 * machine make of it. It needs no database and touches nothing of an installation.
 *
 * <p>Arguments: {@code [--json] DESCRIPTION}. Lines that begin with {@code step} tell how far it
 * is. Exit status: 0 if every verifier present gets the rehearsed change right, 1 if one does not,
 * 2 if the description is wrong, 3 if the scratch token does not work.
 */
public final class Rehearse {

    private static final List<Verifier> VERIFIERS =
            List.of(
                    new OpenSslVerifier(OpenSslVerifier.Reach.LEAF),
                    new OpenSslVerifier(OpenSslVerifier.Reach.CHAIN),
                    new JdkVerifier(JdkVerifier.Knowledge.SENT),
                    new JdkVerifier(JdkVerifier.Knowledge.ALL),
                    new GnuTlsVerifier(),
                    new NssVerifier());

    /** How often the signer is asked; each time it has two seconds. */
    private static final int PATIENCE = 20;

    private Rehearse() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length == 0) {
            System.err.println("Usage: Rehearse [--json] DESCRIPTION");
            System.exit(2);
        }
        var json = List.of(arguments).contains("--json");
        var file = Path.of(arguments[arguments.length - 1]);
        try {
            var description = RehearsalDescription.read(Files.readString(file));
            var matrix = matrix(description, Rehearse::progress);
            System.out.print(
                    json
                            ? MatrixJson.of(matrix, description.act())
                            : MatrixText.of(matrix) + "\n" + summary(matrix, description));
            System.exit(matrix.failing(description.act().layout()).isEmpty() ? 0 : 1);
        } catch (InvalidDescriptionException e) {
            System.err.println(e.getMessage() + ". Nothing was rehearsed.");
            System.exit(2);
        } catch (TokenUnavailableException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
    }

    private static VerifierMatrix matrix(
            RehearsalDescription description, Consumer<String> progress)
            throws GeneralSecurityException {
        var plan = description.plan();
        try (var token = SocketSigner.of(description.socket(), description.token())) {
            awaitSigner(token);
            progress.accept("generating keys on the scratch token");
            var leaf = Octets.of(SoftwareKey.generate().getPublic().getEncoded());
            var shadow =
                    new ShadowAuthority(
                            new TokenSigning(Map.of(description.token(), token)),
                            new SecureRandom(),
                            plan,
                            ShadowKeys.generate(token, plan, leaf),
                            InstantSource.system().instant());
            return VerifierMatrix.of(shadow, VERIFIERS, progress);
        }
    }

    private static void awaitSigner(Signer token) {
        for (var attempt = 1; ; attempt++) {
            try {
                token.health();
                return;
            } catch (TokenUnavailableException e) {
                if (attempt == PATIENCE) {
                    throw e;
                }
            }
        }
    }

    private static String summary(VerifierMatrix matrix, RehearsalDescription description) {
        var act = description.act();
        var failing = matrix.failing(act.layout());
        var subject =
                switch (act) {
                    case ROLL -> "A roll to " + description.plan().successor();
                    case RE_KEY -> "A re-key of " + description.plan().issuing().name();
                    case RENEW -> "A renewal of " + description.plan().issuing().name();
                };
        return failing.isEmpty()
                ? subject + " is ok with every verifier present.\n"
                : subject
                        + failing.stream()
                                .map(cell ->
                                        cell.column().name()
                                                + " "
                                                + cell.column().version()
                                                + " ("
                                                + cell.verdict().text()
                                                + ")")
                                .collect(Collectors.joining(", ", " fails with ", ".\n"));
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
