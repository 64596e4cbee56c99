package org.lineageca.ocsp.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.ocsp.answer.Delegate;
import org.lineageca.ocsp.answer.Issuer;
import org.lineageca.ocsp.answer.ServedIssuers;
import org.lineageca.ocsp.protocol.DelegateCertificate;
import org.lineageca.ocsp.protocol.HashAlgorithm;
import org.lineageca.ocsp.protocol.IssuerId;
import org.lineageca.ocsp.protocol.UnfitDelegateException;

/**
 * Which generations can be answered for, and by whom.
 *
 * @param served those with at least one fit delegate whose key is on our token
 * @param mustAnswer those that issue and name a responder
 * @param problems delegates that were refused, each in a sentence
 */
record IssuerSelection(
        ServedIssuers served, List<GenerationRow> mustAnswer, List<String> problems) {

    static final IssuerSelection NONE =
            new IssuerSelection(new ServedIssuers(List.of()), List.of(), List.of());

    static IssuerSelection of(
            List<GenerationRow> generations, String token, Predicate<KeyId> onToken) {
        var problems = new ArrayList<String>();
        var issuers = new ArrayList<Issuer>();
        for (var generation : generations) {
            var delegates = new ArrayList<Delegate>();
            for (var row : generation.delegates()) {
                if (row.token().equals(token)) {
                    try {
                        delegates.add(delegate(generation, row, onToken));
                    } catch (UnfitDelegateException e) {
                        problems.add(
                                "an OCSP signer of generation %s is not used: %s"
                                        .formatted(generation.label(), e.getMessage()));
                    }
                }
            }
            if (!delegates.isEmpty()) {
                issuers.add(issuer(generation, delegates));
            }
        }
        var mustAnswer = generations.stream().filter(GenerationRow::mustAnswer).toList();
        return new IssuerSelection(new ServedIssuers(issuers), mustAnswer, problems);
    }

    private static Delegate delegate(
            GenerationRow generation, GenerationRow.DelegateRow row, Predicate<KeyId> onToken)
            throws UnfitDelegateException {
        var certificate =
                DelegateCertificate.issuedBy(
                        generation.name(), generation.publicKey(), row.certificate());
        var key = KeyHandle.of(row.token(), certificate.publicKey());
        if (!onToken.test(key.keyId())) {
            throw new UnfitDelegateException(
                    "its key " + key.keyId() + " is not on token '" + row.token() + "'");
        }
        return new Delegate(certificate, key);
    }

    private static Issuer issuer(GenerationRow generation, List<Delegate> delegates) {
        var ids =
                Arrays.stream(HashAlgorithm.values())
                        .map(hash -> IssuerId.of(hash, generation.name(), generation.publicKey()))
                        .toList();
        return new Issuer(generation.id(), generation.label(), ids, delegates, generation.crl());
    }
}
