package org.lineageca.publisher.testpki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.Offer;
import org.lineageca.publisher.publish.OfferedCertificate;
import org.lineageca.publisher.publish.OfferedCrl;
import org.lineageca.publisher.publish.OfferedGeneration;
import org.lineageca.publisher.publish.Origin;
import org.lineageca.publisher.publish.Source;
import org.lineageca.publisher.publish.SourceUnavailableException;

/** What a database would say, of generations whose CRLs are at {@code http://crl/LABEL/SCOPE}. */
public final class TestSource implements Source {

    public final Set<Octets> expired = new HashSet<>();
    public final Set<Octets> released = new HashSet<>();

    /** Certificates that expired before it were asked for last. */
    public Instant askedBefore = Instant.EPOCH;

    /** When the CRL before each of those offered was signed. */
    public @Nullable Instant signedBefore;

    /** Whether it does not answer. */
    public boolean away;

    public Origin origin = new Origin(false, Instant.EPOCH);
    private final Map<String, TestAuthority> authorities = new LinkedHashMap<>();
    private final Map<String, Map<String, TestCrl>> crls = new HashMap<>();
    private final Instant certified;

    /** Certificates begin at an instant. */
    public TestSource(Instant certified) {
        this.certified = certified;
    }

    public static String uri(TestAuthority authority, String scope) {
        return "http://crl/" + authority.label() + "/" + scope;
    }

    public void add(TestAuthority authority) {
        authorities.put(authority.label(), authority);
        crls.computeIfAbsent(authority.label(), _ -> new TreeMap<>());
    }

    /** The newest of its scope from now on. */
    public void offer(TestAuthority authority, TestCrl crl) {
        add(authority);
        of(authority).put(crl.scope(), crl);
    }

    public Optional<TestCrl> offered(TestAuthority authority, String scope) {
        add(authority);
        return Optional.ofNullable(of(authority).get(scope));
    }

    public void forget(TestAuthority authority, String scope) {
        of(authority).remove(scope);
    }

    private Map<String, TestCrl> of(TestAuthority authority) {
        return Objects.requireNonNull(crls.get(authority.label()));
    }

    @Override
    public Offer read() {
        if (away) {
            throw new SourceUnavailableException("The database is away.", null);
        }
        var generations = new ArrayList<OfferedGeneration>();
        for (var authority : authorities.values()) {
            generations.add(
                    new OfferedGeneration(
                            generations.size() + 1,
                            authority.label(),
                            authority.subject(),
                            authority.publicKey(),
                            List.of(
                                    new OfferedCertificate(
                                            null,
                                            certified,
                                            false,
                                            authority.selfSigned(certified))),
                            of(authority).values().stream()
                                    .map(crl -> row(authority, crl))
                                    .toList()));
        }
        return new Offer(generations, origin);
    }

    private OfferedCrl row(TestAuthority authority, TestCrl crl) {
        var isDelta = CrlScope.isDelta(crl.scope());
        return new OfferedCrl(
                crl.scope(),
                uri(authority, CrlScope.baseOf(crl.scope())),
                isDelta ? null : uri(authority, CrlScope.deltasOf(crl.scope())),
                crl.number(),
                crl.base(),
                crl.entries(),
                crl.tbsSha256(),
                crl.isFinal(),
                signedBefore,
                crl.der().length(),
                crl.thisUpdate());
    }

    @Override
    public Octets crl(OfferedGeneration generation, OfferedCrl crl) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(crls.get(generation.label())).get(crl.scope()))
                .der();
    }

    @Override
    public Set<Octets> expired(OfferedGeneration generation, Instant before, List<Octets> serials) {
        askedBefore = before;
        return among(expired, serials);
    }

    @Override
    public Set<Octets> released(OfferedGeneration generation, List<Octets> serials) {
        return among(released, serials);
    }

    private static Set<Octets> among(Set<Octets> all, List<Octets> serials) {
        var found = new HashSet<>(serials);
        found.retainAll(all);
        return found;
    }
}
