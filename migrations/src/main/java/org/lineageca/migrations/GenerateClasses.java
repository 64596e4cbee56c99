package org.lineageca.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Writes jOOQ's classes from the migrated schema, at build time; skipped while the migrations are
 * the ones last read.
 */
final class GenerateClasses {

    private GenerateClasses() {}

    /** Run by the build from source, with the module's folder as its only argument. */
    public static void main(String[] arguments) throws Exception {
        var module = Path.of(arguments[0]);
        var target = module.resolve("target/generated-sources/jooq");
        var marker = target.resolve("schema.sha256");
        var digest = digestOf(module.resolve("src/main/resources/db/migration"));
        if (Files.exists(marker) && Files.readString(marker).equals(digest)) {
            return;
        }
        // Run before this module's resources are copied: Flyway and the loader find them in the
        // source tree.
        try (var database = TemporaryDatabase.start()) {
            GenerationTool.generate(configuration(database, target));
        }
        Files.writeString(marker, digest);
    }

    private static Configuration configuration(TemporaryDatabase database, Path target) {
        return new Configuration()
                .withJdbc(
                        new Jdbc()
                                .withUrl(database.jdbcUrl())
                                .withUser(PostgresCluster.OWNER)
                                .withPassword(database.password()))
                .withGenerator(
                        new Generator()
                                .withDatabase(
                                        new Database()
                                                .withInputSchema("public")
                                                .withExcludes("flyway_.*|scheduled_tasks")
                                                .withForcedTypes(
                                                        new ForcedType()
                                                                .withName("INSTANT")
                                                                .withIncludeTypes(
                                                                        "(?i:timestamp with time zone|timestamptz)")))
                                .withGenerate(
                                        new Generate()
                                                .withPojos(false)
                                                .withDaos(false)
                                                .withJavaTimeTypes(true))
                                .withTarget(
                                        new Target()
                                                .withPackageName("org.lineageca.db")
                                                .withDirectory(target.toString())));
    }

    private static String digestOf(Path folder) throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        for (var file : files) {
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
