package org.lineageca.launcher.doctor;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.lineageca.launcher.health.DatabaseProbe;
import org.lineageca.launcher.health.Health;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.OwnerAccess;

/** The database: reachable, and at the schema of this version. */
record DatabaseCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.runs()) {
            return List.of();
        }
        var owner = patient.owner();
        return switch (new DatabaseProbe(owner.url(), owner.user(), owner.passwordFile()).check()) {
            case Health.Unhealthy(var reason) -> away(reason);
            case Health.Refusing(var reason) -> away(reason);
            case Health.Healthy _ -> List.of(Finding.ok("database", owner.url()), schema(owner));
        };
    }

    private static List<Finding> away(String reason) {
        return List.of(
                Finding.fail("database", reason, "See `lineage logs postgres`."),
                Finding.fail("schema", "not examined", ""));
    }

    private static Finding schema(OwnerAccess owner) {
        try {
            var info =
                    Flyway.configure()
                            .dataSource(owner.url(), owner.user(), owner.password())
                            .locations("classpath:db/migration")
                            .load()
                            .info();
            var pending = info.pending().length;
            var current = info.current();
            return pending == 0 && current != null
                    ? Finding.ok("schema", "version " + current.getVersion())
                    : Finding.fail(
                            "schema",
                            "%d migrations are not applied".formatted(pending),
                            "Run `lineage down` and `lineage up`.");
        } catch (FlywayException e) {
            return Finding.fail("schema", Reasons.of(e), "See `lineage logs postgres`.");
        }
    }
}
