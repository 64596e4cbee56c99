package org.lineageca.publisher.testpki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.Refusals;
import org.lineageca.publisher.publish.Restore;
import org.lineageca.publisher.publish.RollBack;
import org.lineageca.publisher.publish.Shelf;
import org.lineageca.publisher.publish.Shelving;

/** A publisher into a folder whose rounds and clock a test moves. */
public final class TestPublisher implements AutoCloseable {

    public final Refusals refusals = new Refusals();
    public final Shelf shelf = new Shelf();
    public Instant now;
    private final Path folder;
    private final FileTree tree;
    private final Publisher publisher;

    public TestPublisher(TestSource source, Path folder, Instant now) {
        this.now = now;
        this.folder = folder;
        try {
            tree = FileTree.open(folder);
            Restore.onto(shelf, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var shelving =
                new Shelving(
                        shelf,
                        List.of(new Delivery(tree, () -> this.now, () -> 0)),
                        new KeptFiles(tree));
        publisher = new Publisher(source, shelving, refusals, Policy.DEFAULT, () -> this.now);
    }

    public void round() {
        publisher.round();
    }

    /** The CRL before that number, again. */
    public RollBack.Outcome rollBack(TestAuthority authority, String scope, long number)
            throws IOException {
        return publisher.rollBack(authority.label(), scope, BigInteger.valueOf(number));
    }

    public byte[] file(TestAuthority authority, String name) {
        try {
            return Files.readAllBytes(folder.resolve(authority.label()).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(TestAuthority authority, String name) {
        return Files.exists(folder.resolve(authority.label()).resolve(name));
    }

    public FileTree tree() {
        return tree;
    }

    @Override
    public void close() {
        try {
            tree.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
