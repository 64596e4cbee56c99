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
            var former = new ArrayList<Delegate>();
            for (var row : generation.delegates()) {
                if (row.token().equals(token)) {
                    try {
                        var delegate = delegate(generation, row);
                        var isThere = onToken.test(delegate.key().keyId());
                        (isThere ? delegates : former).add(delegate);
                    } catch (UnfitDelegateException e) {
                        problems.add(
                                "an OCSP signer of generation %s is not used: %s"
                                        .formatted(generation.label(), e.getMessage()));
                    }
                }
            }
            if (delegates.isEmpty()) {
                former.forEach(delegate ->
                        problems.add(
                                "an OCSP signer of generation %s is not used: its key %s is not on token '%s'"
                                        .formatted(
                                                generation.label(),
                                                delegate.key().keyId(),
                                                token)));
            } else {
                issuers.add(issuer(generation, delegates, former));
            }
        }
        var mustAnswer = generations.stream().filter(GenerationRow::mustAnswer).toList();
        return new IssuerSelection(new ServedIssuers(issuers), mustAnswer, problems);
    }

    private static Delegate delegate(GenerationRow generation, GenerationRow.DelegateRow row)
            throws UnfitDelegateException {
        var certificate =
                DelegateCertificate.issuedBy(
                        generation.name(), generation.publicKey(), row.certificate());
        return new Delegate(certificate, KeyHandle.of(row.token(), certificate.publicKey()));
    }

    private static Issuer issuer(
            GenerationRow generation, List<Delegate> delegates, List<Delegate> former) {
        var ids =
                Arrays.stream(HashAlgorithm.values())
                        .map(hash -> IssuerId.of(hash, generation.name(), generation.publicKey()))
                        .toList();
        return new Issuer(
                generation.id(), generation.label(), ids, delegates, former, generation.crl());
    }
}
