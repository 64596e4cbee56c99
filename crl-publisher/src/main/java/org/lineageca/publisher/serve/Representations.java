package org.lineageca.publisher.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.PublishedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The representations of published files. A file is compressed once, when it is first asked for so;
 * until that is done it is served as it is.
 */
final class Representations {

    private static final Logger LOG = LoggerFactory.getLogger(Representations.class);

    private final Map<String, Both> files = new ConcurrentHashMap<>();
    private final Executor compressing;

    /** Where the compressed one is in its life; it may turn out not to be worth it. */
    private enum Progress {
        NOT_ASKED,
        ASKED
    }

    /** Of one file. */
    private record Both(
            PublishedFile file,
            Representation plain,
            AtomicReference<Progress> progress,
            AtomicReference<@Nullable Representation> compressed) {

        /** Told by its digest: its content may be large. */
        boolean isOf(PublishedFile other) {
            return file.sha256().equals(other.sha256()) && file.modified().equals(other.modified());
        }

        static Both of(PublishedFile file) {
            return new Both(
                    file,
                    Representation.plain(file),
                    new AtomicReference<>(Progress.NOT_ASKED),
                    new AtomicReference<>());
        }
    }

    /**
     * None yet.
     *
     * @param compressing takes the work of compressing, a file at a time
     */
    Representations(Executor compressing) {
        this.compressing = compressing;
    }

    Representation plain(PublishedFile file) {
        return both(file).plain();
    }

    /** The compressed one; the plain one where that is not there, or not yet. */
    Representation small(PublishedFile file) {
        var both = both(file);
        if (both.progress().get() == Progress.NOT_ASKED
                && both.progress().compareAndSet(Progress.NOT_ASKED, Progress.ASKED)) {
            compressing.execute(() -> compress(both));
        }
        var compressed = both.compressed().get();
        return compressed == null ? both.plain() : compressed;
    }

    /** Anyone may ask for it: what there is no memory for stays as it is. */
    private static void compress(Both both) {
        var file = both.file();
        try {
            Gzip.compress(file.content())
                    .ifPresent(content ->
                            both.compressed().set(Representation.compressed(file, content)));
        } catch (OutOfMemoryError e) {
            LOG.warn(
                    "{} is served uncompressed: the memory to compress its {} bytes cannot be had: {}. Start the publisher with a larger -XX:MaxDirectMemorySize",
                    file.path(),
                    file.content().length(),
                    e.getMessage());
        }
    }

    private Both both(PublishedFile file) {
        var both = files.get(file.path());
        if (both == null || !both.isOf(file)) {
            both = Both.of(file);
            files.put(file.path(), both);
        }
        return both;
    }
}
