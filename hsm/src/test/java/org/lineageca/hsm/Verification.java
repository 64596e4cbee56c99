package org.lineageca.hsm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** Signatures as others see them: the JDK, given the message, and OpenSSL, given the digest. */
final class Verification {

    private Verification() {}

    static boolean byJdk(
            TokenKey key, SignatureAlgorithm algorithm, Octets message, Octets signature)
            throws GeneralSecurityException {
        var publicKey =
                KeyFactory.getInstance(key.algorithm().isRsa() ? "RSA" : "EC")
                        .generatePublic(new X509EncodedKeySpec(key.handle().publicKey().toArray()));
        var hash = algorithm.digest().replace("-", "");
        var verifier =
                switch (algorithm) {
                    case ECDSA_SHA256, ECDSA_SHA384 -> Signature.getInstance(hash + "withECDSA");
                    case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384 ->
                            Signature.getInstance(hash + "withRSA");
                    case RSA_PSS_SHA256, RSA_PSS_SHA384 -> {
                        var pss = Signature.getInstance("RSASSA-PSS");
                        pss.setParameter(
                                new PSSParameterSpec(
                                        algorithm.digest(),
                                        "MGF1",
                                        new MGF1ParameterSpec(algorithm.digest()),
                                        algorithm.digestLength(),
                                        1));
                        yield pss;
                    }
                };
        verifier.initVerify(publicKey);
        verifier.update(message.toArray());
        return verifier.verify(signature.toArray());
    }

    static String byOpenSsl(
            TokenKey key,
            SignatureAlgorithm algorithm,
            Octets digest,
            Octets signature,
            Path folder)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("key.der"), key.handle().publicKey().toArray());
        Files.write(folder.resolve("digest"), digest.toArray());
        Files.write(folder.resolve("signature"), signature.toArray());
        var line =
                new ArrayList<>(
                        List.of("openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER"));
        line.addAll(List.of("-inkey", folder.resolve("key.der").toString()));
        line.addAll(List.of("-in", folder.resolve("digest").toString()));
        line.addAll(List.of("-sigfile", folder.resolve("signature").toString()));
        if (key.algorithm().isRsa()) {
            var hash = algorithm.digest().replace("SHA-", "sha");
            line.addAll(List.of("-pkeyopt", "digest:" + hash));
            if (algorithm.name().contains("PSS")) {
                line.addAll(List.of("-pkeyopt", "rsa_padding_mode:pss"));
                line.addAll(List.of("-pkeyopt", "rsa_pss_saltlen:digest"));
                line.addAll(List.of("-pkeyopt", "rsa_mgf1_md:" + hash));
            }
        }
        return Command.of(line.toArray(String[]::new)).run().output().strip();
    }
}
