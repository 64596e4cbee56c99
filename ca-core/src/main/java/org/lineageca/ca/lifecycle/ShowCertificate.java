package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** All there is to know about one certificate: its life, those above it, and those over its key. */
public final class ShowCertificate {

    /** How many other certificates over its key are named. */
    public static final int MOST_NAMED = 50;

    private static final int LONGEST_CHAIN = 16;

    /**
     * A certificate above it.
     *
     * @param generation whose present certificate it is; null where the CA is not ours
     */
    public record Above(CaCertificate certificate, @Nullable Generation generation) {}

    /**
     * A certificate with what belongs to it.
     *
     * @param der null where its signature never arrived
     * @param subject the generation whose key it is over, where it is a CA's of ours; else null
     * @param chain from its issuer up, the root included where it is on record
     * @param sameKey the newest first, at most {@link #MOST_NAMED}
     * @param blocked what there is against its key; null if nothing is
     */
    public record Shown(
            CertificateRecord certificate,
            @Nullable Octets der,
            CertificateChronicle.Life life,
            @Nullable Generation subject,
            List<Above> chain,
            List<CertificateRecord> sameKey,
            @Nullable KeyFlaw blocked) {
        public Shown {
            chain = List.copyOf(chain);
            sameKey = List.copyOf(sameKey);
        }
    }

    private final CertificateStore certificates;
    private final CertificateChronicle chronicle;
    private final AuthorityStore authorities;
    private final KeyLedger keys;

    public ShowCertificate(
            CertificateStore certificates,
            CertificateChronicle chronicle,
            AuthorityStore authorities,
            KeyLedger keys) {
        this.certificates = certificates;
        this.chronicle = chronicle;
        this.authorities = authorities;
        this.keys = keys;
    }

    /** The one with this fingerprint; empty if none was issued here. */
    public Optional<Shown> byFingerprint(Actor actor, Octets sha256) {
        actor.require(Permission.VIEW);
        return certificates.resolve(new CertificateReference.ByFingerprint(sha256)).stream()
                .findFirst()
                .map(this::show);
    }

    /**
     * The one a generation gave this serial number, also where nothing but the intent is on record.
     *
     * @param label of the generation
     */
    public Optional<Shown> bySerial(Actor actor, String label, SerialNumber serial) {
        actor.require(Permission.VIEW);
        return certificates.resolve(new CertificateReference.BySerial(serial)).stream()
                .filter(found -> found.generation().label().equals(label))
                .findFirst()
                .map(this::show);
    }

    private Shown show(CertificateRecord found) {
        var der = certificates.der(found.generation(), found.serial()).orElse(null);
        var life = chronicle.of(found.generation(), found.serial());
        return new Shown(
                found,
                der,
                life,
                authorities.find(new GenerationId(life.key())).orElse(null),
                chain(found, der),
                keys.sameKey(found.generation(), found.serial(), MOST_NAMED),
                keys.standing(List.of(life.key())).stream()
                        .map(KeyLedger.Standing::flaw)
                        .filter(flaw -> flaw.kind() == KeyFlaw.Kind.BLOCKED)
                        .findFirst()
                        .orElse(null));
    }

    private List<Above> chain(CertificateRecord found, @Nullable Octets der) {
        var chain = new ArrayList<Above>();
        var next = authorities.find(found.generation());
        while (next.isPresent() && chain.size() < LONGEST_CHAIN) {
            var generation = next.get();
            generation
                    .caCertificate()
                    .filter(certificate -> der == null || !certificate.der().equals(der))
                    .ifPresent(certificate -> chain.add(new Above(certificate, generation)));
            next = Optional.ofNullable(generation.identity().parent()).flatMap(authorities::find);
        }
        authorities.chainAbove(found.generation()).stream()
                .filter(above -> chain.stream().noneMatch(link -> link.certificate().equals(above)))
                .map(above -> new Above(above, null))
                .forEach(chain::add);
        return chain;
    }
}
