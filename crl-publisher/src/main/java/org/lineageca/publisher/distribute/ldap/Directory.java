package org.lineageca.publisher.distribute.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.distribute.Target;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Verdict;

/**
 * A directory: an entry a generation, and one a shard below it, with CRLs and CA certificate as
 * attributes (RFC 4523). Other published files are not for directories.
 */
public final class Directory implements Target {

    /** How long what was seen is believed: nobody but publishers should write there. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(5);

    private static final Attribute CLASSES =
            new Attribute("objectClass", "top", "cRLDistributionPoint", "pkiCA");

    private final DirectorySettings settings;
    private final InstantSource clock;
    private final DirectoryConnection connection;
    private final Map<String, Seen> seen = new HashMap<>();

    /** What was there when it was last looked at. */
    private record Seen(Octets sha256, Instant at) {}

    /** Connects to nothing yet. */
    public Directory(DirectorySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.connection = new DirectoryConnection(settings);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String kind() {
        return "directory";
    }

    @Override
    public boolean holds(PublishedFile file) throws IOException {
        var place = DirectoryPlace.of(file.path());
        if (place.isEmpty()) {
            return true;
        }
        var known = seen.get(file.path());
        if (known != null
                && known.sha256().equals(file.sha256())
                && clock.instant().isBefore(known.at().plus(LOOK_AGAIN_AFTER))) {
            return true;
        }
        var there = read(place.get(), file);
        if (there != null && there.equals(file.content())) {
            seen.put(file.path(), new Seen(file.sha256(), clock.instant()));
            return true;
        }
        if (there != null && place.get().isCrl()) {
            refuseToReplaceALaterOne(there, file);
        }
        return false;
    }

    @Override
    public void store(PublishedFile file) throws IOException {
        var place = DirectoryPlace.of(file.path());
        if (place.isEmpty()) {
            return;
        }
        try {
            write(place.get(), file);
            seen.put(file.path(), new Seen(file.sha256(), clock.instant()));
        } catch (LDAPException e) {
            throw failure("put", file, e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private @Nullable Octets read(DirectoryPlace place, PublishedFile file) throws IOException {
        try {
            var entry = connection.open().getEntry(dn(place.names()), place.attribute());
            var value = entry == null ? null : entry.getAttributeValueBytes(place.attribute());
            return value == null ? null : Octets.of(value);
        } catch (LDAPException e) {
            throw failure("looked at", file, e);
        }
    }

    private void refuseToReplaceALaterOne(Octets there, PublishedFile file) throws IOException {
        if (CrlGuard.read(there) instanceof Verdict.Publish<CertList>(var list)
                && !file.mayReplace(list.number(), there.sha256())) {
            throw new IOException(
                    "%s has a later %s already (%s; ours is %s), which another publisher put there. It was left as it was. If this publisher stays behind, look at its database or replica"
                            .formatted(name(), file.path(), list.number(), file.edition()));
        }
    }

    private void write(DirectoryPlace place, PublishedFile file) throws LDAPException, IOException {
        var open = connection.open();
        var replace =
                new Modification(
                        ModificationType.REPLACE, place.attribute(), file.content().toArray());
        try {
            open.modify(dn(place.names()), replace);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                throw e;
            }
            for (var depth = 1; depth < place.names().size(); depth++) {
                addUnlessThere(place.names().subList(0, depth));
            }
            open.add(
                    dn(place.names()),
                    CLASSES,
                    new Attribute("cn", place.names().getLast()),
                    new Attribute(place.attribute(), file.content().toArray()));
        }
    }

    private void addUnlessThere(List<String> names) throws LDAPException, IOException {
        try {
            connection.open().add(dn(names), CLASSES, new Attribute("cn", names.getLast()));
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                throw e;
            }
        }
    }

    private String dn(List<String> names) throws LDAPException {
        var dn = new DN(settings.base());
        for (var name : names) {
            dn = new DN(new RDN("cn", name), dn);
        }
        return dn.toString();
    }

    private IOException failure(String what, PublishedFile file, LDAPException e) {
        connection.close();
        return new IOException(
                "%s could not be %s at %s: %s (%s)"
                        .formatted(
                                file.path(),
                                what,
                                settings.server().host(),
                                e.getResultCode().getName(),
                                e.getMessage()),
                e);
    }
}
