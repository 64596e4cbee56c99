package org.lineageca.ocsp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.foreign.CrlIssuer;
import org.lineageca.ocsp.http.HttpSettings;
import org.lineageca.ocsp.operate.OperatorSettings;
import org.lineageca.ocsp.respond.Limits;
import org.lineageca.ocsp.respond.SigningAhead;

/**
 * What the program is told.
 *
 * @param source where status comes from
 * @param maxDataAge how old the status that new answers are signed by may be
 * @param cacheOctets bound of the signed answers kept
 * @param crlReference whether answers name the CRL a revoked certificate is on
 * @param metrics where metrics and status are served; null for nowhere
 */
public record Configuration(
        Source source,
        Token signer,
        HttpSettings http,
        AnswerPolicy answers,
        Duration maxDataAge,
        long cacheOctets,
        Limits limits,
        boolean crlReference,
        SigningAhead.Extent ahead,
        @Nullable OperatorSettings metrics) {

    private static final int MEGABYTE = 1 << 20;

    /** Where status comes from. */
    public sealed interface Source {}

    /** From the CRLs of CAs that are not ours. */
    public record Crls(List<CrlIssuer> issuers) implements Source {

        public Crls {
            issuers = List.copyOf(issuers);
        }
    }

    /**
     * From our CA's database or a copy of it.
     *
     * @param passwordFile holds the password, alone
     * @param connections to the database at most
     * @param isCopy whether it is a copy of the CA's database even where it does not say so itself
     */
    public record Database(
            String url, String user, Path passwordFile, int connections, boolean isCopy)
            implements Source {}

    /**
     * Where answers are signed.
     *
     * @param socket of the signer process
     * @param token its token's label
     */
    public record Token(Path socket, String token) {}

    /** Reads the program's YAML file; relative paths are relative to the working folder. */
    public static Configuration read(Path file) {
        var whole = YamlSection.of(file);
        var lineage = whole.section("lineage");
        var signer = lineage.section("signer");
        var http = lineage.section("http");
        var answers = lineage.section("answers");
        var ahead = lineage.section("ahead");
        var metrics = lineage.section("metrics");
        var configuration =
                new Configuration(
                        source(lineage),
                        new Token(Path.of(signer.text("socket")), signer.text("token")),
                        http(http),
                        new AnswerPolicy(
                                answers.duration("validity", Duration.ofHours(12)),
                                lineage.flag("nonce", true),
                                answers.flag("extended-revoke", false),
                                answers.optionalDuration("retention")),
                        answers.duration("max-data-age", Duration.ofMinutes(15)),
                        (long) answers.number("cache-megabytes", 128, 1, 65_536) * MEGABYTE,
                        new Limits(
                                answers.number("in-flight", 2_000, 1, 1_000_000),
                                answers.duration("patience", Duration.ofSeconds(8))),
                        answers.flag("crl-reference", false),
                        new SigningAhead.Extent(
                                ahead.number("per-second", 0, 0, 100_000),
                                Set.copyOf(ahead.texts("generations"))),
                        metrics(metrics));
        for (var section : List.of(whole, lineage, signer, http, answers, ahead, metrics)) {
            section.end();
        }
        return configuration;
    }

    private static Source source(YamlSection lineage) {
        var issuers = lineage.sections("crl-issuers").stream().map(Configuration::issuer).toList();
        var database = lineage.section("database");
        if (issuers.isEmpty()) {
            return database(database);
        }
        if (!database.isEmpty()) {
            throw lineage.wrong(
                    "crl-issuers",
                    "and database exclude each other: the one must go on when the other fails. Run a responder for each");
        }
        return new Crls(issuers);
    }

    private static Database database(YamlSection section) {
        var database =
                new Database(
                        section.text("url"),
                        section.text("user"),
                        Path.of(section.text("password-file")),
                        section.number("connections", 6, 3, 100),
                        section.flag("copy", false));
        section.end();
        return database;
    }

    private static CrlIssuer issuer(YamlSection section) {
        var issued = section.optionalText("issued");
        var good =
                switch (section.text("good")) {
                    case "issued" -> CrlIssuer.Good.ISSUED;
                    case "not-revoked" -> CrlIssuer.Good.NOT_REVOKED;
                    case String other ->
                            throw section.wrong(
                                    "good", "must be issued or not-revoked, not " + other);
                };
        try {
            var issuer =
                    new CrlIssuer(
                            Path.of(section.text("certificate")),
                            section.texts("crls"),
                            Path.of(section.text("signer")),
                            issued == null ? null : Path.of(issued),
                            good,
                            section.duration("refresh", Duration.ofMinutes(10)));
            section.end();
            return issuer;
        } catch (IllegalArgumentException e) {
            throw section.wrong("crls", "cannot be used: " + e.getMessage());
        }
    }

    private static @Nullable OperatorSettings metrics(YamlSection section) {
        var host = section.optionalText("host");
        var port = section.number("port", 8445, 0, 65_535);
        return host == null ? null : new OperatorSettings(host, port);
    }

    private static HttpSettings http(YamlSection section) {
        return new HttpSettings(
                section.text("host"),
                section.number("port", 8442, 0, 65_535),
                section.number("max-connections", 10_000, 1, 1_000_000),
                section.duration("idle-timeout", Duration.ofSeconds(60)),
                section.duration("request-timeout", Duration.ofSeconds(10)));
    }
}
