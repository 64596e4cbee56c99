package org.lineageca.ca.mass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.revocation.ListedCertificate;

/**
 * The results of a list as octets. It holds one page of them at a time, and no transaction is open
 * between two: whoever reads slowly keeps nothing waiting.
 */
final class ResultStream extends InputStream {

    private final ResultFormat format;
    private final Function<@Nullable ListedCertificate, List<Result>> pages;
    private byte[] chunk;
    private int at;
    private @Nullable ListedCertificate last;
    private boolean isOver;

    /**
     * From the first on.
     *
     * @param pages the next behind a certificate; empty behind the last
     */
    ResultStream(ResultFormat format, Function<@Nullable ListedCertificate, List<Result>> pages) {
        this.format = format;
        this.pages = pages;
        this.chunk = format.head().getBytes(StandardCharsets.UTF_8);
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
            page.forEach(result -> text.append(format.line(result)));
            chunk = text.toString().getBytes(StandardCharsets.UTF_8);
            at = 0;
            isOver = page.isEmpty();
            last = page.isEmpty() ? last : page.getLast().certificate();
        }
        return at < chunk.length;
    }
}
