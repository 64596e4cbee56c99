package org.lineageca.publisher.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.PublishedFile;

/**
 * The representations of published files. A file is compressed once, when it is first asked for so;
 * until that is done it is served as it is.
 */
final class Representations {

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
            compressing.execute(() ->
                    Gzip.compress(file.content())
                            .ifPresent(content ->
                                    both.compressed()
                                            .set(Representation.compressed(file, content))));
        }
        var compressed = both.compressed().get();
        return compressed == null ? both.plain() : compressed;
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
