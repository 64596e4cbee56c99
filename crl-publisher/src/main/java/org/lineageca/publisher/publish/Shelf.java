package org.lineageca.publisher.publish;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.Octets;

/**
 * What is published, in memory: every reader sees it as it was at one instant, and a file taken
 * from it never changes.
 */
public final class Shelf {

    private static final String ROOTS = "roots.pem";

    private volatile Content content =
            new Content(
                    new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Map.of());

    private record Content(
            SortedMap<String, PublishedCrl> crls,
            SortedMap<String, PublishedCertificate> certificates,
            SortedMap<String, PublishedCertsOnly> certsOnly,
            SortedMap<String, PublishedFile> lists,
            Map<String, PublishedFile> files) {}

    /** The file at a path such as {@code 0123456789abcdef/complete.crl}. */
    public Optional<PublishedFile> file(String path) {
        return Optional.ofNullable(content.files().get(path));
    }

    /**
     * When something that is published now was last modified: to the second, and later than what it
     * replaces, whatever a clock that was set back or two changes within a second say. Who asks
     * with If-Modified-Since must never be left with the other one.
     */
    Instant modified(String path, Instant now) {
        var modified = now.truncatedTo(ChronoUnit.SECONDS);
        var before = content.files().get(path);
        return before == null || before.modified().isBefore(modified)
                ? modified
                : before.modified().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    public Collection<PublishedFile> files() {
        return content.files().values();
    }

    /** By label, then scope. */
    public List<PublishedCrl> crls() {
        return List.copyOf(content.crls().values());
    }

    /** By label. */
    public List<PublishedCertificate> certificates() {
        return List.copyOf(content.certificates().values());
    }

    /** The self-signed ones, as one file. */
    public Optional<PublishedFile> roots() {
        return file(ROOTS);
    }

    @Nullable PublishedCrl crl(String place) {
        return content.crls().get(place);
    }

    @Nullable PublishedCertificate certificate(String label) {
        return content.certificates().get(label);
    }

    void put(PublishedCrl crl) {
        changeCrls(crls -> with(crls, crl.place(), crl));
    }

    void put(PublishedCertificate certificate) {
        changeCertificates(all -> with(all, certificate.label(), certificate));
    }

    synchronized void put(PublishedCertsOnly one) {
        replace(
                content.crls(),
                content.certificates(),
                with(content.certsOnly(), one.label(), one),
                content.lists());
    }

    synchronized void put(PublishedFile list) {
        replace(
                content.crls(),
                content.certificates(),
                content.certsOnly(),
                with(content.lists(), list.path(), list));
    }

    void removeCrl(String place) {
        changeCrls(crls -> with(crls, place, null));
    }

    void removeCertificate(String label) {
        changeCertificates(all -> with(all, label, null));
    }

    private synchronized void changeCrls(UnaryOperator<SortedMap<String, PublishedCrl>> change) {
        replace(
                change.apply(content.crls()),
                content.certificates(),
                content.certsOnly(),
                content.lists());
    }

    private synchronized void changeCertificates(
            UnaryOperator<SortedMap<String, PublishedCertificate>> change) {
        replace(
                content.crls(),
                change.apply(content.certificates()),
                content.certsOnly(),
                content.lists());
    }

    private void replace(
            SortedMap<String, PublishedCrl> crls,
            SortedMap<String, PublishedCertificate> certificates,
            SortedMap<String, PublishedCertsOnly> certsOnly,
            SortedMap<String, PublishedFile> lists) {
        var files = new HashMap<String, PublishedFile>();
        for (var crl : crls.values()) {
            files.put(crl.der().path(), crl.der());
            files.put(crl.pem().path(), crl.pem());
        }
        for (var certificate : certificates.values()) {
            files.put(certificate.der().path(), certificate.der());
            files.put(certificate.pem().path(), certificate.pem());
        }
        certsOnly.values().forEach(one -> files.put(one.der().path(), one.der()));
        files.putAll(lists);
        var roots =
                certificates.values().stream().filter(PublishedCertificate::selfSigned).toList();
        if (!roots.isEmpty()) {
            files.put(ROOTS, bundle(roots));
        }
        content = new Content(crls, certificates, certsOnly, lists, Map.copyOf(files));
    }

    private static PublishedFile bundle(List<PublishedCertificate> roots) {
        var length = roots.stream().mapToInt(root -> root.pem().content().length()).sum();
        var text = ByteBuffer.allocateDirect(length);
        var modified = Instant.EPOCH;
        for (var root : roots) {
            text.put(root.pem().content().buffer());
            var published = root.pem().modified();
            modified = published.isAfter(modified) ? published : modified;
        }
        return PublishedFile.of(
                ROOTS, MediaType.PEM, Octets.takenOver(text.flip()), modified, null);
    }

    private static <V> SortedMap<String, V> with(
            SortedMap<String, V> all, String key, @Nullable V value) {
        var changed = new TreeMap<>(all);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return changed;
    }
}
