package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.publisher.guard.Octets;

/**
 * Files in the folder that are not served: in {@code LABEL/.previous} the CRLs that were published
 * before those that are, in {@code LABEL/.withdrawn} those an operator has rolled back. Used by one
 * thread.
 */
public record KeptFiles(FileTree folder) {

    private static final String PREVIOUS = "/.previous/";
    private static final String WITHDRAWN = "/.withdrawn/";

    /** Keeps the file that is about to be replaced. */
    public void keepPrevious(PublishedFile file) throws IOException {
        folder.store(file.at(beside(file.path(), PREVIOUS)));
    }

    /** Keeps the file that is rolled back. */
    public void keepWithdrawn(PublishedFile file) throws IOException {
        folder.store(file.at(beside(file.path(), WITHDRAWN)));
    }

    /** The file that was published at a path before the one that is. */
    public Optional<Octets> previous(String path) throws IOException {
        return folder.read(beside(path, PREVIOUS));
    }

    /** The file that was rolled back last at a path. */
    public Optional<Octets> withdrawn(String path) throws IOException {
        return folder.read(beside(path, WITHDRAWN));
    }

    /** Puts a file in its place. */
    public void publish(PublishedFile file) throws IOException {
        folder.store(file);
    }

    private static String beside(String path, String folder) {
        var name = path.lastIndexOf('/');
        return path.substring(0, name) + folder + path.substring(name + 1);
    }
}
