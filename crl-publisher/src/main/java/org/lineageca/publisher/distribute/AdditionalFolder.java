package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder beside the publisher's own, such as one on another machine. It is opened when it is
 * first needed, and again after it could not be: its absence stops nothing else.
 */
public final class AdditionalFolder implements Target {

    private final String name;
    private final Path folder;
    private @Nullable FileTree tree;

    public AdditionalFolder(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public boolean holds(PublishedFile file) throws IOException {
        return open().holds(file);
    }

    @Override
    public void store(PublishedFile file) throws IOException {
        open().store(file);
    }

    @Override
    public synchronized void close() throws IOException {
        if (tree != null) {
            tree.close();
        }
    }

    private synchronized FileTree open() throws IOException {
        if (tree == null) {
            tree = FileTree.open(folder);
        }
        return tree;
    }
}
