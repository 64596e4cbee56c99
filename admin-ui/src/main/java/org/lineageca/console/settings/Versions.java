package org.lineageca.console.settings;

import com.vaadin.flow.server.Version;
import io.micronaut.core.version.VersionUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/** What this console was built of. */
final class Versions {

    private static final Texts TEXTS = Texts.of(Versions.class);
    private static final String BUILD = "/META-INF/maven/org.lineageca/admin-ui/pom.properties";

    private Versions() {}

    static List<List<String>> rows() {
        return List.of(
                List.of("Lineage", lineage()),
                List.of("Java", Runtime.version() + ", " + System.getProperty("java.vendor")),
                List.of("Micronaut", known(VersionUtils.getMicronautVersion())),
                List.of("Vaadin", Version.getFullVersion()),
                List.of("Jetty", Server.getVersion()));
    }

    /** Which it is in its jar only. */
    private static String lineage() {
        try (var file = Versions.class.getResourceAsStream(BUILD)) {
            if (file == null) {
                return unknown();
            }
            var build = new Properties();
            build.load(file);
            return build.getProperty("version", unknown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unknown() {
        return TEXTS.say("not-known");
    }

    private static String known(@Nullable String version) {
        return version == null ? unknown() : version;
    }
}
