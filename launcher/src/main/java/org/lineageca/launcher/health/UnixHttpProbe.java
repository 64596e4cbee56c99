package org.lineageca.launcher.health;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * GET /health over a Unix-domain socket; 200 is healthy.
 *
 * @param socket its path, of at most 107 bytes
 */
public record UnixHttpProbe(Path socket) implements HealthProbe {

    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final int LONGEST = 16_384;
    private static final Pattern ANSWER =
            Pattern.compile("(?s)HTTP/1\\.[01] (\\d{3})\\b.*?\\r\\n\\r\\n(.*)");

    @Override
    public Health check() throws InterruptedException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var exchanges = Executors.newVirtualThreadPerTaskExecutor()) {
            var exchange = exchanges.submit(() -> answer(channel));
            return judge(exchange, channel);
        } catch (IOException e) {
            return new Health.Unhealthy("%s: %s".formatted(socket, Reasons.of(e)));
        }
    }

    private Health judge(Future<String> exchange, SocketChannel channel)
            throws IOException, InterruptedException {
        try {
            var text = exchange.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            var answer = ANSWER.matcher(text);
            return answer.matches()
                    ? new HealthAnswer(
                                    socket.toString(),
                                    Integer.parseInt(answer.group(1)),
                                    answer.group(2))
                            .health()
                    : new Health.Unhealthy(
                            "%s answers %s"
                                    .formatted(socket, text.lines().findFirst().orElse("nothing")));
        } catch (TimeoutException e) {
            return new Health.Unhealthy(
                    "%s: no answer within %s s".formatted(socket, LIMIT.toSeconds()));
        } catch (ExecutionException e) {
            return new Health.Unhealthy(
                    "%s: %s"
                            .formatted(
                                    socket, Reasons.of(e.getCause() == null ? e : e.getCause())));
        } finally {
            channel.close(); // ends an exchange that hangs
        }
    }

    private String answer(SocketChannel channel) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        var request =
                ByteBuffer.wrap(
                        "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        var answer = ByteBuffer.allocate(LONGEST);
        while (answer.hasRemaining() && channel.read(answer) >= 0) {
            // Until it closes, as it was asked to.
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
}
