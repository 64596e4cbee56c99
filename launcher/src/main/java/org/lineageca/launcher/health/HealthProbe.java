package org.lineageca.launcher.health;

/** How to find out whether one program does its work; every question ends within a few seconds. */
public sealed interface HealthProbe
        permits AliveProbe,
                HttpProbe,
                UnixHttpProbe,
                SignerProbe,
                SharedSignerProbe,
                DatabaseProbe {

    Health check() throws InterruptedException;
}
