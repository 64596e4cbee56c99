package org.lineageca.ca.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lineageca.ca.authority.Generation;
import org.lineageca.octets.Octets;

/** Takes packages from one partner and remembers what came of it, as an installation does. */
final class TestInstallation {

    /** All that a package changes. */
    record State(ChainPosition taken, Set<Octets> manifests, List<Contents> contents) {}

    private final TestParty self;
    private final TestParty partner;
    private final String kind;
    private final List<Generation> generations;
    private final Map<Octets, RequestedCertificate> ordered;
    private ChainPosition taken = ChainPosition.START;
    private final Set<Octets> manifests = new HashSet<>();
    private final List<Contents> contents = new ArrayList<>();

    TestInstallation(
            TestParty self,
            TestParty partner,
            String kind,
            List<Generation> generations,
            Map<Octets, RequestedCertificate> ordered) {
        this.self = self;
        this.partner = partner;
        this.kind = kind;
        this.generations = generations;
        this.ordered = ordered;
    }

    State state() {
        return new State(taken, Set.copyOf(manifests), List.copyOf(contents));
    }

    void take(Octets octets) {
        var passed =
                Examination.examine(
                        octets,
                        new Examination.Recipient(
                                self.id(),
                                kind,
                                List.of(
                                        new Examination.Partner(
                                                "partner", partner.publicKey(), taken, manifests)),
                                generations,
                                ordered));
        taken = passed.position();
        manifests.add(passed.exchanged().manifestSha256());
        contents.add(passed.exchanged().manifest().contents());
    }

    /** Hands a package in and makes sure that it is refused for that reason and changes nothing. */
    void refuses(Octets octets, PackageFault fault, String why) {
        var before = state();
        var refusal = catchThrowableOfType(PackageRefusedException.class, () -> take(octets));
        assertThat(refusal).as("taken, though %s", fault).isNotNull();
        assertThat(refusal)
                .hasMessageContaining(why)
                .hasMessageStartingWith("The package was refused: ")
                .hasMessageEndingWith(". Nothing was changed.");
        assertThat(refusal.fault()).isEqualTo(fault);
        assertThat(state()).isEqualTo(before);
    }
}
