package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of published files, each replaced in one step: written beside its place, forced to the
 * disk, renamed, the folder forced too. A crash at any moment leaves the old file or the new one.
 *
 * <p>It is the only memory of what was published last, so one publisher at a time may have it.
 */
public final class FileTree implements Target {

    private static final Logger LOG = LoggerFactory.getLogger(FileTree.class);
    private static final String LOCK = ".lock";
    private static final String UNFINISHED = ".new";
    private static final int FOLDERS_DEEP = 3;

    /** The step that makes a file visible. */
    interface Rename {
        void move(Path from, Path to) throws IOException;
    }

    /**
     * A file found when the folder is read.
     *
     * @param path relative, with slashes
     */
    public record StoredFile(String path, Octets content, Instant modified) {}

    /** By what a file that somebody else has touched is told from the one stored. */
    private record Identity(
            Octets sha256, @Nullable Object fileKey, long size, FileTime modified) {}

    private final Path folder;
    private final Rename rename;
    private final FileChannel lockFile;
    private final Map<String, Identity> identities = new HashMap<>();

    private FileTree(Path folder, Rename rename, FileChannel lockFile) {
        this.folder = folder;
        this.rename = rename;
        this.lockFile = lockFile;
    }

    /** Takes the folder for this process, makes it if need be, and removes what a crash left. */
    public static FileTree open(Path folder) throws IOException {
        return open(
                folder,
                (from, to) ->
                        Files.move(
                                from,
                                to,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING));
    }

    static FileTree open(Path folder, Rename rename) throws IOException {
        Files.createDirectories(folder);
        var lockFile =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException(
                    "The folder "
                            + folder.toAbsolutePath()
                            + " belongs to another publisher that is running. Nothing was changed in it. Stop that one or configure another folder.");
        }
        removeUnfinished(folder);
        return new FileTree(folder, rename, lockFile);
    }

    @Override
    public String name() {
        return "folder " + folder;
    }

    @Override
    public String kind() {
        return "folder";
    }

    /** Every file in the folder and the folders in it. */
    public List<StoredFile> stored() throws IOException {
        var stored = new ArrayList<StoredFile>();
        for (var path : files(folder)) {
            var relative = folder.relativize(path).toString();
            if (!relative.startsWith(".") && !relative.contains("/.")) {
                var modified = Files.getLastModifiedTime(path).toInstant();
                stored.add(new StoredFile(relative, octets(path), modified));
            }
        }
        return stored;
    }

    /** Read to where it stays: a large CRL fits on no heap. */
    private static Octets octets(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var content = ByteBuffer.allocateDirect(Math.toIntExact(channel.size()));
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    throw new IOException(path + " became shorter while it was read");
                }
            }
            return Octets.takenOver(content.flip());
        }
    }

    /** One file, which need not be served. */
    Optional<Octets> read(String path) throws IOException {
        try {
            return Optional.of(octets(folder.resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public boolean holds(PublishedFile file) throws IOException {
        var path = folder.resolve(file.path());
        try {
            var identity = identity(path, file);
            if (identity.equals(identities.get(file.path()))) {
                return true;
            }
            if (identity.size() == file.content().length() && sameContent(path, file)) {
                identities.put(file.path(), identity);
                return true;
            }
        } catch (NoSuchFileException absent) {
            return false;
        }
        var known = identities.remove(file.path());
        if (known != null && known.sha256().equals(file.sha256())) {
            LOG.error("{} was changed by somebody else; it is put right", path);
        }
        return false;
    }

    @Override
    public void store(PublishedFile file) throws IOException {
        var path = folder.resolve(file.path());
        var parent = path.getParent();
        if (parent == null) {
            throw new IOException(path + " has no folder");
        }
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            force(Objects.requireNonNullElse(parent.getParent(), folder));
            force(folder);
        }
        var unfinished = parent.resolve("." + path.getFileName() + UNFINISHED);
        try {
            write(unfinished, file);
            rename.move(unfinished, path);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        force(parent);
        identities.put(file.path(), identity(path, file));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void write(Path path, PublishedFile file) throws IOException {
        try (var out =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var content = file.content().buffer();
            while (content.hasRemaining()) {
                out.write(content);
            }
            Files.setLastModifiedTime(path, FileTime.from(file.modified()));
            out.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Identity identity(Path path, PublishedFile file) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Identity(
                file.sha256(),
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime());
    }

    private static boolean sameContent(Path path, PublishedFile file) throws IOException {
        var wanted = file.content().buffer();
        var read = ByteBuffer.allocate(64 * 1024);
        try (var in = FileChannel.open(path, StandardOpenOption.READ)) {
            while (in.read(read.clear()) > 0) {
                read.flip();
                if (read.remaining() > wanted.remaining()) {
                    return false;
                }
                var part = wanted.slice(wanted.position(), read.remaining());
                if (!part.equals(read)) {
                    return false;
                }
                wanted.position(wanted.position() + read.remaining());
            }
        }
        return !wanted.hasRemaining();
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private static void removeUnfinished(Path folder) throws IOException {
        for (var path : files(folder)) {
            var name = path.getFileName().toString();
            if (name.startsWith(".") && name.endsWith(UNFINISHED)) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder, FOLDERS_DEEP)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
