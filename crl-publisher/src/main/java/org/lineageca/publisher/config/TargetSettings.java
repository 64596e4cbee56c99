package org.lineageca.publisher.config;

import java.nio.file.Path;
import java.time.InstantSource;
import org.lineageca.publisher.distribute.AdditionalFolder;
import org.lineageca.publisher.distribute.Target;
import org.lineageca.publisher.distribute.ldap.Directory;
import org.lineageca.publisher.distribute.ldap.DirectorySettings;
import org.lineageca.publisher.distribute.s3.ObjectStore;
import org.lineageca.publisher.distribute.s3.ObjectStoreSettings;

/** A further place to publish to. */
sealed interface TargetSettings {

    /** What operators call it. */
    String name();

    /** The target itself, which connects to nothing yet. */
    Target make(InstantSource clock);

    /** A folder beside the publisher's own. */
    record Folder(String name, Path folder) implements TargetSettings {
        @Override
        public Target make(InstantSource clock) {
            return new AdditionalFolder(name, folder);
        }
    }

    /** A bucket. */
    record Bucket(ObjectStoreSettings settings) implements TargetSettings {
        @Override
        public String name() {
            return settings.name();
        }

        @Override
        public Target make(InstantSource clock) {
            return new ObjectStore(settings, clock);
        }
    }

    /** A directory. */
    record Ldap(DirectorySettings settings) implements TargetSettings {
        @Override
        public String name() {
            return settings.name();
        }

        @Override
        public Target make(InstantSource clock) {
            return new Directory(settings, clock);
        }
    }
}
