package org.lineageca.publisher.config;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.config.TargetSettings.Bucket;
import org.lineageca.publisher.config.TargetSettings.Folder;
import org.lineageca.publisher.config.TargetSettings.Ldap;
import org.lineageca.publisher.distribute.ldap.DirectorySettings;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Login;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Protection;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Server;
import org.lineageca.publisher.distribute.s3.ObjectStoreSettings;
import org.lineageca.publisher.distribute.s3.ObjectStoreSettings.KeyFiles;

/** Reads {@code targets}, which may also lie in a file of their own. */
final class TargetReader {

    private static final int LDAP_PORT = 389;
    private static final int LDAPS_PORT = 636;

    private TargetReader() {}

    static List<TargetSettings> read(YamlSection lineage) throws IOException {
        var sections = new ArrayList<>(lineage.sections("targets"));
        var file = lineage.text("targets-file", "");
        if (!file.isEmpty()) {
            var whole = YamlSection.read(Path.of(file));
            sections.addAll(whole.sections("targets"));
            whole.nothingElse();
        }
        var names = new HashSet<String>();
        var targets = new ArrayList<TargetSettings>();
        for (var section : sections) {
            var target = target(section);
            section.nothingElse();
            if (!names.add(target.name())) {
                throw section.wrong("name", "different for each target");
            }
            targets.add(target);
        }
        return List.copyOf(targets);
    }

    private static TargetSettings target(YamlSection section) throws ConfigurationException {
        var name = section.text("name");
        return switch (section.text("kind")) {
            case "folder" -> new Folder(name, Path.of(section.text("folder")));
            case "s3" -> new Bucket(bucket(name, section));
            case "ldap" -> new Ldap(directory(name, section));
            default -> throw section.wrong("kind", "folder, s3 or ldap");
        };
    }

    private static ObjectStoreSettings bucket(String name, YamlSection section)
            throws ConfigurationException {
        var endpoint = section.text("endpoint", "");
        var prefix = section.text("prefix", "");
        return new ObjectStoreSettings(
                name,
                endpoint.isEmpty() ? null : uri(section, "endpoint", endpoint, "http", "https"),
                section.text("region"),
                section.text("bucket"),
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                section.flag("path-style", !endpoint.isEmpty()),
                new KeyFiles(
                        Path.of(section.text("access-key-file")),
                        Path.of(section.text("secret-key-file"))),
                trustFile(section));
    }

    private static DirectorySettings directory(String name, YamlSection section)
            throws ConfigurationException {
        var url = uri(section, "url", section.text("url"), "ldap", "ldaps");
        var startTls = section.flag("start-tls", false);
        var isTls = url.getScheme().equals("ldaps");
        var protection = isTls ? Protection.TLS : startTls ? Protection.START_TLS : Protection.NONE;
        if (protection == Protection.NONE && !isThisMachine(url.getHost())) {
            throw section.wrong(
                    "url",
                    "ldaps, or have start-tls beside it: a password is not sent to another machine in the clear");
        }
        var port = url.getPort() < 0 ? (isTls ? LDAPS_PORT : LDAP_PORT) : url.getPort();
        return new DirectorySettings(
                name,
                new Server(url.getHost(), port, protection, trustFile(section)),
                new Login(dn(section, "bind-dn"), Path.of(section.text("password-file"))),
                dn(section, "base"));
    }

    private static @Nullable Path trustFile(YamlSection section) throws ConfigurationException {
        var file = section.text("trust-file", "");
        return file.isEmpty() ? null : Path.of(file);
    }

    private static String dn(YamlSection section, String key) throws ConfigurationException {
        var text = section.text(key);
        try {
            return new DN(text).toString();
        } catch (LDAPException e) {
            throw section.wrong(key, "a distinguished name such as ou=pki,dc=example,dc=org");
        }
    }

    private static URI uri(YamlSection section, String key, String text, String... schemes)
            throws ConfigurationException {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && List.of(schemes).contains(uri.getScheme())) {
                return uri;
            }
            throw section.wrong(key, "a URL that begins with " + String.join(" or ", schemes));
        } catch (URISyntaxException e) {
            throw section.wrong(key, "a URL");
        }
    }

    /** By its spelling: no name is looked up. */
    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
