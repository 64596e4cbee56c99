package org.lineageca.launcher.health;

/** For a program that offers nothing to ask: that it runs is all there is to know. */
public record AliveProbe() implements HealthProbe {

    @Override
    public Health check() {
        return new Health.Healthy();
    }
}
