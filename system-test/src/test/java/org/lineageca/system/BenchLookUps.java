package org.lineageca.system;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long a status is looked up in one table of certificates: the responder's statement, one after
 * the other, as its role.
 */
final class BenchLookUps implements AutoCloseable {

    private static final long SEED = 20_261_121;

    /** So many, or it would be planned anew each time: the responder fills shorter lists up. */
    private static final int SERIALS = 10;

    private static final int ROUNDS = 9;

    private final BenchCertificates certificates;
    private final int times;
    private final Random random = new Random(SEED);
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<Long> percentiles = new ArrayList<>();

    private BenchLookUps(BenchCertificates certificates, int times)
            throws IOException, SQLException {
        this.certificates = certificates;
        this.times = times;
        connection = certificates.asResponder();
        statement = connection.prepareStatement(certificates.lookUp());
    }

    /**
     * The 99th percentile for each table: the median of those of several rounds, in each of which
     * all tables have their turn, so that what else the machine does falls on all of them.
     *
     * @param times how many look-ups make a round
     */
    static List<Duration> percentiles(List<BenchCertificates> tables, int times)
            throws IOException, SQLException {
        var all = new ArrayList<BenchLookUps>();
        try {
            for (var table : tables) {
                all.add(new BenchLookUps(table, times));
            }
            for (var lookUps : all) {
                // The first ones are planned, compiled, and read from disk.
                var _ = lookUps.round();
            }
            for (var i = 0; i < ROUNDS; i++) {
                for (var lookUps : all) {
                    lookUps.percentiles.add(lookUps.round());
                }
            }
            return all.stream().map(BenchLookUps::median).toList();
        } finally {
            for (var lookUps : all) {
                lookUps.close();
            }
        }
    }

    private Duration median() {
        percentiles.sort(null);
        return Duration.ofNanos(percentiles.get(percentiles.size() / 2));
    }

    private long round() throws SQLException {
        var nanos = new long[times];
        var asked = new byte[SERIALS][];
        for (var i = 0; i < times; i++) {
            Arrays.fill(asked, BenchCertificates.serial(random.nextInt(certificates.issued())));
            var serials = connection.createArrayOf("bytea", asked);
            var begin = System.nanoTime();
            statement.setArray(1, serials);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a certificate is not in the table");
                }
            }
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[(int) (times * 0.99)];
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
