package org.lineageca.ca.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/** What the configuration file says. Relative paths are relative to the working folder. */
public final class Settings {

    private Settings() {}

    /** Where the database is; the password stands in a file only its reader may open. */
    @ConfigurationProperties("lineage.database")
    public record Database(String url, String user, Path passwordFile) {}

    /** What kind of installation this is: online unless it says otherwise. */
    @ConfigurationProperties("lineage")
    public record Installation(@Bindable(defaultValue = "ONLINE") Kind installation) {

        public boolean isOffline() {
            return installation == Kind.OFFLINE;
        }
    }

    /** Where an installation stands in the world (ADR 0009). */
    public enum Kind {
        /** It issues, and has no root key in reach. */
        ONLINE,
        /**
         * Air-gapped, it holds the root's token; there is no CA whose certificates let people in.
         */
        OFFLINE
    }

    /**
     * A token's signer: its Unix-domain socket and the label of the token behind it.
     *
     * @param shared whether custodians open the token together
     */
    @EachProperty("lineage.signers")
    public record SignerSocket(
            @Parameter String name,
            Path socket,
            String token,
            @Bindable(defaultValue = "false") boolean shared) {}

    /**
     * Lists of RSA moduli that are refused, in the form of {@code openssl-blacklist}.
     *
     * @param knownModuli the folder they lie in; it need not be there
     */
    @ConfigurationProperties("lineage")
    public record Keys(@Bindable(defaultValue = "known-moduli") Path knownModuli) {}

    /**
     * Logs of certificate transparency (RFC 6962).
     *
     * @param transparencyLogs the file that lists them; it need not be there
     */
    @ConfigurationProperties("lineage")
    public record Transparency(
            @Bindable(defaultValue = "transparency-logs.yml") Path transparencyLogs) {}

    /**
     * How CAA records are asked for (RFC 8659).
     *
     * @param caa the file that says it; it need not be there
     */
    @ConfigurationProperties("lineage")
    public record Caa(@Bindable(defaultValue = "caa.yml") Path caa) {}

    /** Where a program listens. */
    @ConfigurationProperties("lineage.http")
    public record Http(String host, int port) {}

    /** The program's own certificate (chain, leaf first) and key (PKCS#8), both PEM. */
    @ConfigurationProperties("lineage.tls")
    public record Tls(Path certificate, Path key) {}

    /** Where keys and certificates of people and programs lie, a folder each. */
    @ConfigurationProperties("lineage")
    public record Credentials(Path credentials) {}

    /**
     * The creation of the PKI: its description, where the first credentials go, and under which
     * URLs relying parties will find things.
     */
    @ConfigurationProperties("lineage")
    public record Creation(
            Path pki,
            Path credentials,
            String crlUrl,
            String ocspUrl,
            String consoleUrl,
            String coreUrl) {}
}
