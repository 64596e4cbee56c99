package org.lineageca.console.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.console.exchange.SoftwareExchangeKey;
import org.lineageca.octets.Octets;

final class ResultPackagesTest {

    /** An exchange key in software. */
    private static Octets packed(Contents contents) {
        var key = new SoftwareExchangeKey();
        Map<String, Octets> files = new HashMap<>();
        contents.files().forEach(file -> files.put(file, Octets.ofHex("00")));
        var route =
                ChainPosition.START.next(
                        PartyId.ofPublicKey(key.publicKey()),
                        PartyId.ofPublicKey(new SoftwareExchangeKey().publicKey()));
        return ExchangePackage.write(route, HeldRun.NOW, contents, files, key).octets();
    }

    private static CeremonyRecord ceremony(String name) {
        return new CeremonyRecord(
                name,
                name + ".script.yml",
                name + ".record",
                name + ".plan",
                List.of(),
                name + ".transcript",
                name + ".transcript.sig",
                name + ".minutes.pdf",
                List.of());
    }

    @Test
    void aPackageIsCalledAsTheGuideCallsIt() {
        assertThat(new ResultPackage("online", 2).fileName())
                .isEqualTo("results-2-for-online.lineage");
    }

    @Test
    void aPackageIsOfferedWithTheRunsWhoseResultsItCarries() {
        var results = new Contents.Results(List.of(ceremony("run-7"), ceremony("run-12")));

        assertThat(ResultPackages.ceremonies(packed(results))).containsExactly("run-7", "run-12");
        assertThat(ResultPackages.ceremonies(packed(new Contents.Requests(List.of())))).isEmpty();
    }
}
