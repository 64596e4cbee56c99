package org.lineageca.ca.inspection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.PackageFault;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.octets.Octets;

/**
 * A look at an exchange package, by whoever has it: not whether it comes next, which only its
 * receiver knows, but whether it is whole, and whether its ceremonies are what it says.
 */
final class PackageInspection {

    private static final String NAME = "Exchange package";
    private static final String FORMAT = "format";
    private static final String SIGNATURE = "signature of the package";
    private static final String MANIFEST = "manifest";
    private static final String FILES = "files";
    private static final String CONTENTS = "contents";

    private PackageInspection() {}

    static Inspection of(Octets octets, @Nullable Octets exchangeKeySha256) {
        ExchangePackage exchanged;
        try {
            exchanged = ExchangePackage.read(octets, _ -> true);
        } catch (PackageRefusedException e) {
            return new Inspection(
                    List.of(
                            new Inspection.Part(
                                    NAME,
                                    List.of(
                                            RecordFinding.fail(
                                                    check(e.fault()),
                                                    e.why()
                                                            + "; nothing else of it was looked at")))),
                    List.of());
        }
        var parts = new ArrayList<Inspection.Part>();
        var records = new ArrayList<RecordFile>();
        parts.add(new Inspection.Part(NAME, findings(octets, exchanged)));
        if (exchanged.manifest().contents() instanceof Contents.Results(var ceremonies)) {
            for (var ceremony : ceremonies) {
                var carried = CarriedInspection.of(exchanged, ceremony, exchangeKeySha256);
                parts.add(
                        new Inspection.Part("Ceremony " + ceremony.ceremony(), carried.findings()));
                carried.record().ifPresent(records::add);
            }
        }
        return new Inspection(parts, records);
    }

    private static List<RecordFinding> findings(Octets octets, ExchangePackage exchanged) {
        var manifest = exchanged.manifest();
        var route = manifest.route();
        var count =
                switch (manifest.contents()) {
                    case Contents.Results(var ceremonies) -> ceremonies.size();
                    case Contents.Requests _ -> 0;
                };
        return List.of(
                RecordFinding.ok(
                        FORMAT,
                        "an exchange package, %s octets, SHA-256 %s"
                                .formatted(octets.length(), octets.sha256())),
                RecordFinding.ok(SIGNATURE, "verifies with the key " + exchanged.signer().sha256()),
                RecordFinding.ok(
                        MANIFEST,
                        "SHA-256 %s; package %s from that key's owner to %s, after the manifest %s, made at %s"
                                .formatted(
                                        exchanged.manifestSha256(),
                                        route.sequence(),
                                        route.to(),
                                        route.previous(),
                                        manifest.created())),
                RecordFinding.ok(
                        FILES,
                        "%s, each as the manifest lists it".formatted(manifest.files().size())),
                count > 0
                        ? RecordFinding.ok(CONTENTS, "the results of %s".formatted(counted(count)))
                        : RecordFinding.fail(
                                CONTENTS,
                                "%s; it holds no ceremony".formatted(manifest.contents().kind())));
    }

    private static String counted(int ceremonies) {
        return ceremonies == 1 ? "a ceremony" : ceremonies + " ceremonies";
    }

    /** Which check a fault belongs to. */
    private static String check(PackageFault fault) {
        return switch (fault) {
            case ALGORITHM, SIGNATURE, UNKNOWN_SIGNER -> SIGNATURE;
            case UNLISTED_ENTRY, MISSING_ENTRY, CHANGED_CONTENT -> FILES;
            case MANIFEST, OTHER_PARTNER -> MANIFEST;
            case TOO_LARGE,
                    TRUNCATED,
                    NOT_A_PACKAGE,
                    SURROUNDED,
                    COMPRESSED,
                    ENTRY_NAME,
                    NO_FILE,
                    DUPLICATE_ENTRY ->
                    FORMAT;
            case OTHER_RECIPIENT,
                    OTHER_KIND,
                    REPLAY,
                    REORDER,
                    GAP,
                    OTHER_PREVIOUS,
                    PLAN,
                    APPROVALS,
                    CONFUSABLE,
                    NOT_PLANNED,
                    OTHER_ISSUER,
                    OLD_GENERATION,
                    POSSESSION,
                    TRANSCRIPT,
                    RESULT ->
                    CONTENTS;
        };
    }
}
