package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.lineageca.ca.access.Actor;

/** Reads everything the dashboard is made from, through the use cases of the parts. */
@Singleton
final class ReadInstallation {

    private final ReadAuthorities authorities;
    private final ReadWork work;
    private final ReadPrograms programs;
    private final SlowReadings slow;
    private final InstantSource clock;

    ReadInstallation(
            ReadAuthorities authorities,
            ReadWork work,
            ReadPrograms programs,
            SlowReadings slow,
            InstantSource clock) {
        this.authorities = authorities;
        this.work = work;
        this.programs = programs;
        this.slow = slow;
        this.clock = clock;
    }

    Facts read(Actor actor) {
        var generations = authorities.generations(actor);
        return new Facts(
                clock.instant(),
                authorities.read(actor, generations, slow.forecasts()),
                work.read(actor, generations),
                programs.readAudit(actor),
                programs.read(actor));
    }
}
