package org.lineageca.ca.mass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results as octets, a line for each. It holds one page of them at a time, and no transaction is
 * open between two: whoever reads slowly keeps nothing waiting.
 *
 * @param <T> a result
 */
public final class ResultStream<T> extends InputStream {

    private final Function<@Nullable T, List<T>> pages;
    private final Function<T, String> line;
    private byte[] chunk;
    private int at;
    private @Nullable T last;
    private boolean isOver;

    /**
     * From the first on.
     *
     * @param head what stands before the first
     * @param pages the next behind a result, the first behind null; empty behind the last
     * @param line how one is written, with the line's end
     */
    public ResultStream(
            String head, Function<@Nullable T, List<T>> pages, Function<T, String> line) {
        this.pages = pages;
        this.line = line;
        this.chunk = head.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        return refill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        var count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return chunk.length - at;
    }

    private boolean refill() {
        while (at == chunk.length && !isOver) {
            var page = pages.apply(last);
            var text = new StringBuilder();
            page.forEach(result -> text.append(line.apply(result)));
            chunk = text.toString().getBytes(StandardCharsets.UTF_8);
            at = 0;
            isOver = page.isEmpty();
            last = page.isEmpty() ? last : page.getLast();
        }
        return at < chunk.length;
    }
}
