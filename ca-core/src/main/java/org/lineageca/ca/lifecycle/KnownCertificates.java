package org.lineageca.ca.lifecycle;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.path.CertificateBundle;
import org.lineageca.ca.path.Origin;
import org.lineageca.ca.path.PathCertificate;
import org.lineageca.ca.x509.GenerationId;

/** What stands on record, as certificates of paths. */
final class KnownCertificates {

    /** One of ours and its row. */
    record Ours(PathCertificate certificate, CertificatePool.Ours row) {

        /** Whether relying parties are told to trust it as a root. */
        boolean isRoot() {
            return !row.isCross() && certificate.isSelfSigned() && !row.state().equals("Revoked");
        }
    }

    private final List<Ours> ours = new ArrayList<>();
    private final List<PathCertificate> foreign;
    private final List<PathCertificate> foreignAnchors;

    private final Map<X509Certificate, PathCertificate> byCertificate = new HashMap<>();

    private KnownCertificates(List<PathCertificate> foreign, List<PathCertificate> foreignAnchors) {
        this.foreign = foreign;
        this.foreignAnchors = foreignAnchors;
    }

    static KnownCertificates read(CertificatePool pool) {
        var foreign = new ArrayList<PathCertificate>();
        var anchors = new ArrayList<PathCertificate>();
        for (var row : pool.foreign()) {
            var certificate = PathCertificate.of(CertificateBundle.one(row.der()), Origin.FOREIGN);
            foreign.add(certificate);
            if (row.isAnchor()) {
                anchors.add(certificate);
            }
        }
        var known = new KnownCertificates(List.copyOf(foreign), List.copyOf(anchors));
        var firsts = new HashMap<GenerationId, CertificatePool.Ours>();
        for (var row : pool.ours()) {
            var certificate = CertificateBundle.one(row.der());
            Origin origin;
            if (row.isCross()) {
                origin =
                        certificate
                                        .getSubjectX500Principal()
                                        .equals(certificate.getIssuerX500Principal())
                                ? Origin.LINK
                                : Origin.CROSS;
            } else {
                origin =
                        firsts.putIfAbsent(row.generation(), row) == null
                                ? Origin.OWN
                                : Origin.RENEWED;
            }
            known.ours.add(new Ours(PathCertificate.of(certificate, origin), row));
        }
        known.all().forEach(one -> known.byCertificate.putIfAbsent(one.certificate(), one));
        return known;
    }

    /** Our roots, and the foreign certificates two officers chose to trust. */
    List<PathCertificate> anchors() {
        var anchors =
                new ArrayList<>(ours.stream().filter(Ours::isRoot).map(Ours::certificate).toList());
        anchors.addAll(foreignAnchors);
        return anchors;
    }

    List<PathCertificate> all() {
        var all = new ArrayList<>(ours.stream().map(Ours::certificate).toList());
        all.addAll(foreign);
        return all;
    }

    /** One that was handed in; the one on record, where it is. */
    PathCertificate recognise(X509Certificate certificate) {
        var known = byCertificate.get(certificate);
        return known == null ? PathCertificate.of(certificate, Origin.GIVEN) : known;
    }

    List<PathCertificate> foreign() {
        return foreign;
    }

    List<PathCertificate> foreignAnchors() {
        return foreignAnchors;
    }

    /** Each generation's present certificate: the newest that is not a cross-certificate. */
    List<Ours> present() {
        Map<GenerationId, Ours> newest = new LinkedHashMap<>();
        for (var one : ours) {
            if (!one.row().isCross()) {
                newest.merge(
                        one.row().generation(),
                        one,
                        java.util.function.BinaryOperator.maxBy(
                                Comparator.comparing(own -> own.certificate().notBefore())));
            }
        }
        return List.copyOf(newest.values());
    }
}
