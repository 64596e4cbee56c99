package org.lineageca.ca.ceremony;

import java.util.List;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CertificateContent;

/** What people say and see in each kind of step. */
final class StepTexts {

    private StepTexts() {}

    static PlannedStep describe(int number, CeremonyStep step, CeremonyScript script) {
        return switch (step) {
            case CeremonyStep.RollCall _ ->
                    new PlannedStep(
                            number,
                            CeremonyRole.ADMINISTRATOR,
                            "Roll call",
                            "Each person signs in at the console with their own certificate and says they are here.",
                            "This is the ceremony “"
                                    + script.title()
                                    + "”. Each of you, sign in and say your name.",
                            "The administrator, the witness and at least "
                                    + script.people().quorum()
                                    + " custodians are present.",
                            step);
            case CeremonyStep.InitialiseToken(var quorum, var custodians) ->
                    shares(
                            number,
                            "Initialise token " + script.token(),
                            quorum,
                            custodians,
                            "The token draws a random PIN and splits it.",
                            step);
            case CeremonyStep.ReshareToken(var quorum, var custodians) ->
                    shares(
                            number,
                            "Share the PIN of token " + script.token() + " anew",
                            quorum,
                            custodians,
                            "The token draws a new PIN and splits it; a quorum of the old custodians hands in the old shares.",
                            step);
            case CeremonyStep.ActivateToken(var quorum) ->
                    new PlannedStep(
                            number,
                            CeremonyRole.CUSTODIAN,
                            "Activate token " + script.token(),
                            "Custodians hand in their shares, one after the other.",
                            "Custodians, hand in your shares; %s are needed.".formatted(quorum),
                            "The token is active.",
                            step);
            case CeremonyStep.GenerateKeyPair(var keyName, var identity, _) ->
                    new PlannedStep(
                            number,
                            CeremonyRole.ADMINISTRATOR,
                            "Generate key " + keyName,
                            "Have the token generate the key pair of " + identity.name() + ".",
                            "We generate a key of kind %s on token %s, for %s."
                                    .formatted(
                                            identity.algorithm(), script.token(), identity.name()),
                            "The fingerprint of the public key, read aloud by the administrator, is the one the witness sees.",
                            step);
            case CeremonyStep.SignCaCertificate(var linted, _) ->
                    certificate(number, linted.content(), step);
            case CeremonyStep.SignOcspSigner(var linted, _) ->
                    certificate(number, linted.content(), step);
            case CeremonyStep.SignCrl(var linted, var revocations) ->
                    crl(number, linted.content(), revocations.size(), step);
            case CeremonyStep.DestroyKey(var identity) ->
                    new PlannedStep(
                            number,
                            CeremonyRole.ADMINISTRATOR,
                            "Destroy key of " + identity.name().commonName(),
                            "Read the key's fingerprint aloud, then have the token destroy it.",
                            "We destroy the key of %s. It cannot be brought back."
                                    .formatted(identity.name()),
                            "The token refuses to sign with the key.",
                            step);
            case CeremonyStep.Close _ ->
                    new PlannedStep(
                            number,
                            CeremonyRole.WITNESS,
                            "Close",
                            "Read the record over; administrator and witness put their initials to it.",
                            "Is what stands in the record what happened here?",
                            "The record is signed by the token, and the token is locked.",
                            step);
        };
    }

    private static PlannedStep shares(
            int number,
            String title,
            int quorum,
            List<String> custodians,
            String action,
            CeremonyStep step) {
        return new PlannedStep(
                number,
                CeremonyRole.CUSTODIAN,
                title,
                action
                        + " Every custodian takes their share, and hands it in once to show that it can be read.",
                "The PIN is split among %s; any %s of them can activate the token, fewer cannot."
                        .formatted(String.join(", ", custodians), quorum),
                "Every share was read back, and the token is active.",
                step);
    }

    private static PlannedStep certificate(
            int number, CertificateContent content, CeremonyStep step) {
        var issuer = content.issuer() == null ? "itself" : content.signer().name().toString();
        return new PlannedStep(
                number,
                CeremonyRole.ADMINISTRATOR,
                "Sign certificate of " + content.subject().commonName(),
                "Read the digest of the bytes to be signed aloud; the witness compares; then sign.",
                "We sign a certificate for %s by %s, serial number %s, valid from %s to %s."
                        .formatted(
                                content.subject(),
                                issuer,
                                content.serial(),
                                content.notBefore(),
                                content.notAfter()),
                "A certificate of profile "
                        + content.profile()
                        + " whose signature verifies with the issuer's public key.",
                step);
    }

    private static PlannedStep crl(
            int number, TbsCertList content, int revocations, CeremonyStep step) {
        return new PlannedStep(
                number,
                CeremonyRole.ADMINISTRATOR,
                "Sign CRL %s of %s"
                        .formatted(
                                content.number().value(),
                                content.issuer().identity().name().commonName()),
                "Read the digest of the bytes to be signed aloud; the witness compares; then sign.",
                "We sign CRL number %s of %s, thisUpdate %s, nextUpdate %s, with %s entries, %s of them new."
                        .formatted(
                                content.number().value(),
                                content.issuer().identity().name(),
                                content.thisUpdate(),
                                content.isFinal() ? "never" : content.nextUpdate(),
                                content.extent().entries(),
                                revocations),
                "A CRL whose signature verifies with the CA's public key.",
                step);
    }
}
