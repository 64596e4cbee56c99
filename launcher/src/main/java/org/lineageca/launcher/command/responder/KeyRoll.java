package org.lineageca.launcher.command.responder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import org.lineageca.octets.Octets;

/**
 * The steps of replacing keys; each looks first whether it was done. A key's label ends in a
 * number, and the key with the next number is its successor.
 */
final class KeyRoll {

    private static final int SHORT_ID = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CoreClient core;
    private final Signer signer;
    private final ResponderKeys responder;
    private final PrintStream out;

    KeyRoll(CoreClient core, Signer signer, ResponderKeys responder, PrintStream out) {
        this.core = core;
        this.signer = signer;
        this.responder = responder;
        this.out = out;
    }

    int run(boolean printOnly, boolean keep)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var lost = lost();
        if (printOnly) {
            for (var id : lost) {
                print(stead(id), "to take the place of the key that is lost,", id);
            }
            if (lost.isEmpty()) {
                successors()
                        .forEach((key, next) -> print(next, "to follow " + key.label(), id(key)));
            }
            return ExitStatus.DONE;
        }
        if (!lost.isEmpty()) {
            for (var id : lost) {
                replace(id);
            }
            return ExitStatus.DONE;
        }
        var left = replaced();
        if (left.isEmpty()) {
            for (var entry : successors().entrySet()) {
                succeed(entry.getKey(), entry.getValue());
            }
            left = replaced();
        }
        var ids = left.stream().map(KeyRoll::id).collect(Collectors.toSet());
        if (!responder.awaitWithout(ids)) {
            throw new RefusedException(
                    "A responder was not seen to sign with the new keys within a minute, so the old ones were left on the token. Answers are given. See `lineage status`, then run this again.");
        }
        for (var key : left) {
            if (keep) {
                out.printf("%s is left on the token.%n", key.label());
            } else {
                destroy(key);
            }
        }
        return ExitStatus.DONE;
    }

    /** Keys that answered, as the next number after them answers now. */
    private Set<TokenKey> replaced()
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var answering = answering();
        return signer.keys().stream()
                .filter(key -> key.purposes().contains(KeyPurpose.OCSP_RESPONSE))
                .filter(key -> !answering.contains(id(key)))
                .filter(key ->
                        signer.findByLabel(next(key.label()))
                                .filter(successor -> answering.contains(id(successor)))
                                .isPresent())
                .collect(Collectors.toSet());
    }

    /** Keys that are to answer and are not on the token: it was lost, and this is another. */
    private Set<String> lost()
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var lost = answering();
        signer.keys().forEach(key -> lost.remove(id(key)));
        return lost;
    }

    private TokenKey stead(String lost) {
        var label = "ocsp-after-%s-1".formatted(lost.substring(0, SHORT_ID));
        return signer.findByLabel(label)
                .orElseGet(() ->
                        signer.generate(
                                label, KeyAlgorithm.P256, EnumSet.of(KeyPurpose.OCSP_RESPONSE)));
    }

    private void replace(String lost)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var key = stead(lost);
        var answer = certify(lost, key);
        out.printf(
                "%s takes the place of key %s, which is not on token '%s' any more: certified for %d generations%n",
                key.label(), lost, signer.token(), answer.path("signers").size());
    }

    private JsonNode certify(String replaced, TokenKey key)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode().put("publicKey", base64(key));
        return core.post("/responder-keys/%s/successor".formatted(replaced), body);
    }

    private Set<String> answering()
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var keys = new HashSet<String>();
        for (JsonNode key : core.get("/responder-keys")) {
            if (key.path("token").asText().equals(signer.token())) {
                keys.add(key.path("keyId").asText());
            }
        }
        return keys;
    }

    /** A new key for each that answers, made unless it is there. */
    private Map<TokenKey, TokenKey> successors()
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var answering = answering();
        var successors = new LinkedHashMap<TokenKey, TokenKey>();
        for (var key : signer.keys()) {
            if (answering.contains(id(key))) {
                var label = next(key.label());
                successors.put(
                        key,
                        signer.findByLabel(label)
                                .orElseGet(() ->
                                        signer.generate(
                                                label,
                                                key.algorithm(),
                                                EnumSet.of(KeyPurpose.OCSP_RESPONSE))));
            }
        }
        if (successors.isEmpty()) {
            throw new RefusedException(
                    "No key on token '%s' answers for any generation. Nothing was done."
                            .formatted(signer.token()));
        }
        return successors;
    }

    private void succeed(TokenKey key, TokenKey successor)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var answer = certify(id(key), successor);
        out.printf(
                "%s follows %s: certified for %d generations%n",
                successor.label(), key.label(), answer.path("signers").size());
    }

    private void destroy(TokenKey key)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        signer.destroy(key.handle());
        String refusal;
        try {
            var algorithm = algorithm(key);
            var nothing = Octets.of(new byte[algorithm.digestLength()]);
            signer.sign(key.handle(), KeyPurpose.OCSP_RESPONSE, algorithm, nothing);
            throw new RefusedException(
                    "Token '%s' still signs with key %s after it was told to destroy it. Examine the token."
                            .formatted(signer.token(), id(key)));
        } catch (UnknownKeyException gone) {
            refusal = String.valueOf(gone.getMessage());
        }
        var report =
                JSON.createObjectNode()
                        .put("publicKey", base64(key))
                        .put("token", signer.token())
                        .put("refusal", refusal);
        core.post("/responder-keys/%s/destruction".formatted(id(key)), report);
        out.printf("%s is destroyed%n", key.label());
    }

    private static SignatureAlgorithm algorithm(TokenKey key) {
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.fits(key.algorithm()))
                .findFirst()
                .orElseThrow();
    }

    private void print(TokenKey key, String why, String replaced) {
        out.printf(
                "%s, %s with key id %s:%n%s",
                key.label(), why, replaced, RollKey.pem(key.handle().publicKey().toArray()));
    }

    /** The label with the next number at its end. */
    static String next(String label) {
        var digits = label.length();
        while (digits > 0 && Character.isDigit(label.charAt(digits - 1))) {
            digits--;
        }
        var number = label.substring(digits);
        return number.isEmpty()
                ? label + "-2"
                : label.substring(0, digits) + (Long.parseLong(number) + 1);
    }

    private static String id(TokenKey key) {
        return key.handle().keyId().toString();
    }

    private static String base64(TokenKey key) {
        return Base64.getEncoder().encodeToString(key.handle().publicKey().toArray());
    }
}
