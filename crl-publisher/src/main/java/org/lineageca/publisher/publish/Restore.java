package org.lineageca.publisher.publish;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.FileTree.StoredFile;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.CaCertificate;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CertificateGuard;
import org.lineageca.publisher.guard.CertsOnlyMessage;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was published before this start back onto the shelf, so that serving needs no database.
 */
public final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);
    private static final Pattern CRL =
            Pattern.compile("([0-9a-f]{16})/(" + CrlScope.NAME + ")\\.crl");
    private static final Pattern CERTIFICATE = Pattern.compile("([0-9a-f]{16})/ca\\.crt");
    private static final Pattern CERTS_ONLY = Pattern.compile("([0-9a-f]{16})/ca\\.p7c");

    private Restore() {}

    /** What is in the folder, and what of it takes the place of something withdrawn. */
    public static void onto(Shelf shelf, FileTree folder) throws IOException {
        onto(shelf, folder.stored());
        var kept = new KeptFiles(folder);
        for (var crl : shelf.crls()) {
            kept.withdrawn(crl.der().path()).ifPresent(der -> recall(shelf, crl, der));
        }
        LOG.info(
                "{} CRLs and {} CA certificates were published before this start",
                shelf.crls().size(),
                shelf.certificates().size());
    }

    /** A target may still have what was rolled back. */
    private static void recall(Shelf shelf, PublishedCrl crl, Octets der) {
        if (CrlGuard.read(der) instanceof Verdict.Publish<CertList>(var list)) {
            shelf.put(
                    crl.insteadOf(
                            PublishedCrl.of(crl.label(), crl.scope(), list, crl.der().modified())));
        }
    }

    /** Reads the DER files; the text forms follow from them. */
    public static void onto(Shelf shelf, List<StoredFile> files) {
        for (var file : files) {
            var crl = CRL.matcher(file.path());
            var certificate = CERTIFICATE.matcher(file.path());
            var certsOnly = CERTS_ONLY.matcher(file.path());
            if (crl.matches()) {
                restoreCrl(shelf, crl.group(1), crl.group(2), file);
            } else if (certificate.matches()) {
                restoreCertificate(shelf, certificate.group(1), file);
            } else if (certsOnly.matches()) {
                restoreCertsOnly(shelf, certsOnly.group(1), file);
            }
        }
    }

    private static void restoreCrl(Shelf shelf, String label, String scope, StoredFile file) {
        switch (CrlGuard.read(file.content())) {
            case Verdict.Publish<CertList>(var list) ->
                    shelf.put(PublishedCrl.of(label, scope, list, file.modified()));
            case Verdict.Refuse<CertList>(_, var why) -> unreadable(file, why);
        }
    }

    private static void restoreCertificate(Shelf shelf, String label, StoredFile file) {
        switch (CertificateGuard.read(file.content())) {
            case Verdict.Publish<CaCertificate>(var read) ->
                    shelf.put(PublishedCertificate.of(label, read, file.modified()));
            case Verdict.Refuse<CaCertificate>(_, var why) -> unreadable(file, why);
        }
    }

    private static void restoreCertsOnly(Shelf shelf, String label, StoredFile file) {
        switch (CertsOnlyMessage.read(file.content())) {
            case Verdict.Publish<List<CaCertificate>>(var certificates)
                    when certificates.stream().allMatch(one -> isOf(label, one)) ->
                    shelf.put(PublishedCertsOnly.of(label, file.content(), file.modified()));
            case Verdict.Publish<List<CaCertificate>> _ ->
                    unreadable(file, "It holds a certificate of another key.");
            case Verdict.Refuse<List<CaCertificate>>(_, var why) -> unreadable(file, why);
        }
    }

    private static boolean isOf(String label, CaCertificate certificate) {
        return certificate.publicKey().sha256().toHex().startsWith(label);
    }

    private static void unreadable(StoredFile file, String why) {
        LOG.error(
                "{} was damaged since it was published. {} It is not served; the next good one replaces it",
                file.path(),
                why);
    }
}
