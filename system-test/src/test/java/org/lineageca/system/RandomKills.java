package org.lineageca.system;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.lineageca.system.KilledLoad.Acknowledged;
import org.lineageca.system.KilledLoad.Told;
import org.lineageca.system.KilledPrograms.Program;

/**
 * Kills programs of an installation at random moments of issuing, revoking and batch jobs, and
 * holds what is there afterwards against what was acknowledged and against what the token signed.
 *
 * <p>{@code ./lineage kill} runs it.
 */
final class RandomKills {

    private static final Duration BACK = Duration.ofMinutes(3);
    private static final Duration JOBS_END = Duration.ofMinutes(10);
    private static final int LOOK_EVERY = 50;
    private static final int ASKED_BY_OCSP = 60;
    private static final int OCSP_ATTEMPTS = 30;

    /** Up to when after the last was repaired the next kill comes. */
    private static final int LATEST_MILLIS = 400;

    /** One in so many comes before the last was repaired. */
    private static final int OVERLAPPING = 5;

    /**
     * How much.
     *
     * @param moments at which a program is killed
     * @param seed of which, and when
     */
    record Sizes(int moments, long seed) {}

    private final Installation lineage;
    private final PrintStream out;
    private final Sizes sizes;
    private final Random random;
    private final KilledPrograms programs;
    private final KillEvidence evidence;
    private final RelyingParty relyingParty;
    private final EnumMap<Program, Integer> kills = new EnumMap<>(Program.class);
    private final EnumMap<Program, Long> longest = new EnumMap<>(Program.class);
    private final List<String> findings = new ArrayList<>();

    private RandomKills(Installation lineage, Sizes sizes, PrintStream out) throws IOException {
        this.lineage = lineage;
        this.out = out;
        this.sizes = sizes;
        this.random = new Random(sizes.seed());
        this.programs = new KilledPrograms(lineage);
        this.evidence = new KillEvidence(lineage);
        this.relyingParty = new RelyingParty(lineage);
    }

    /**
     * Starts an installation, does it, prints what came of it; exits with 1 if a promise is broken.
     */
    public static void main(String[] arguments) throws Exception {
        var sizes = sizes(List.of(arguments));
        List<String> findings;
        try (var lineage = Installation.startSpied()) {
            findings = run(lineage, sizes, System.out);
        }
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    static Sizes sizes(List<String> arguments) {
        var sizes = new Sizes(1_000, new SecureRandom().nextInt(1, 1_000_000));
        for (var argument : arguments) {
            var value = argument.substring(argument.indexOf('=') + 1);
            var name = argument.substring(0, argument.length() - value.length());
            var isNumber = value.matches("[1-9][0-9]{0,8}");
            if (isNumber && name.equals("--moments=")) {
                sizes = new Sizes(Integer.parseInt(value), sizes.seed());
            } else if (isNumber && name.equals("--seed=")) {
                sizes = new Sizes(sizes.moments(), Long.parseLong(value));
            } else {
                throw new IllegalArgumentException(
                        "'%s' is none of --moments=N, --seed=N".formatted(argument));
            }
        }
        return sizes;
    }

    /**
     * Does it on an installation whose issuing token has a spy.
     *
     * @return the promises that were broken
     */
    static List<String> run(Installation lineage, Sizes sizes, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        out.printf("seed %d%n", sizes.seed());
        return new RandomKills(lineage, sizes, out).run();
    }

    private List<String> run() throws IOException, InterruptedException, SQLException {
        try (var load = new KilledLoad(lineage)) {
            keepCheckpoint();
            load.start();
            awaitProgress(load);
            var begin = System.nanoTime();
            for (var moment = 1; moment <= sizes.moments() && findings.isEmpty(); moment++) {
                killOne(load);
                findings.addAll(load.wrong());
                if (moment % LOOK_EVERY == 0) {
                    look(load);
                    report(moment, load, begin);
                }
            }
            awaitProgress(load);
            load.stop();
            findings.addAll(load.wrong());
            awaitBatches(load);
            look(load);
            crl(load);
            audit();
            report(sizes.moments(), load, begin);
        }
        findings.forEach(finding -> out.println("BROKEN: " + finding));
        out.println(findings.isEmpty() ? "nothing was lost, nothing signed twice" : "FAILED");
        return findings;
    }

    private void killOne(KilledLoad load) throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(LATEST_MILLIS));
        var program = Program.chosen(random);
        while (!programs.kill(program, random)) {
            Thread.sleep(10);
        }
        kills.merge(program, 1, Integer::sum);
        if (random.nextInt(OVERLAPPING) > 0) {
            var begin = System.nanoTime();
            awaitProgress(load);
            longest.merge(program, (System.nanoTime() - begin) / 1_000_000, Math::max);
        }
    }

    /** Until something is issued and something revoked that was begun after this. */
    private void awaitProgress(KilledLoad load) throws InterruptedException {
        var issued = load.issued();
        var revoked = load.revoked();
        var deadline = System.nanoTime() + BACK.toNanos();
        // What was begun before may be answered yet: three machines ask.
        while (load.issued() < issued + 4 || load.revoked() < revoked + 4) {
            if (System.nanoTime() > deadline || !load.wrong().isEmpty()) {
                findings.add("it does not work again: %s %s".formatted(kills, load.wrong()));
                return;
            }
            Thread.sleep(5);
        }
    }

    private void look(KilledLoad load) throws IOException, InterruptedException, SQLException {
        findings.addAll(
                load.look(certificates -> {
                    var found = evidence.findings(certificates);
                    found.addAll(ocsp(certificates));
                    return found;
                }));
    }

    private List<String> ocsp(List<Acknowledged> certificates) throws InterruptedException {
        var some = new ArrayList<>(certificates);
        Collections.shuffle(some, random);
        var findings = new ArrayList<String>();
        for (var certificate : some.subList(0, Math.min(ASKED_BY_OCSP, some.size()))) {
            var told = certificate.told;
            var answer = answer(certificate, told == Told.REVOKED ? "revoked" : "good");
            if (told != Told.EITHER && told == certificate.told && !answer.isEmpty()) {
                findings.add(
                        "%s was acknowledged as %s, and OCSP says %s"
                                .formatted(certificate.serial(), told, answer));
            }
        }
        return findings;
    }

    /** Nothing once it is as expected; a responder whose database was killed needs a moment. */
    private String answer(Acknowledged certificate, String expected) throws InterruptedException {
        var answer = "";
        for (var attempt = 0; attempt < OCSP_ATTEMPTS; attempt++) {
            answer = relyingParty.statusNow(certificate.chain);
            if (answer.equals(expected)) {
                return "";
            }
            Thread.sleep(100);
        }
        return answer;
    }

    private void awaitBatches(KilledLoad load)
            throws IOException, InterruptedException, SQLException {
        var deadline = System.nanoTime() + JOBS_END.toNanos();
        var unfinished = evidence.unfinished(load.batches());
        while (!unfinished.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            unfinished = evidence.unfinished(load.batches());
        }
        findings.addAll(unfinished);
    }

    /** A last CRL, which must have all that is revoked and nothing that is good. */
    private void crl(KilledLoad load) throws IOException, InterruptedException, SQLException {
        var numbers = load.crlNumbers();
        for (var i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                findings.add(
                        "CRL %d was issued after %d".formatted(numbers.get(i), numbers.get(i - 1)));
            }
        }
        try (var machine = new MachineClient(lineage)) {
            var issued = MachineClient.json(machine.issueCrls(load.generation())).get(0);
            var address = URI.create(issued.path("url").asText());
            var served = awaitCrl(address, issued.path("entries").asInt());
            load.look(certificates -> {
                for (var certificate : certificates) {
                    var isListed =
                            served.getRevokedCertificate(
                                            certificate.chain.getFirst().getSerialNumber())
                                    != null;
                    if (isListed != (certificate.told == Told.REVOKED)) {
                        findings.add(
                                "%s was acknowledged as %s, and the CRL says otherwise"
                                        .formatted(certificate.serial(), certificate.told));
                    }
                }
                return findings;
            });
        }
    }

    /** The CRL as it is published, as soon as it is that with so many entries. */
    private static X509CRL awaitCrl(URI address, int entries)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + BACK.toNanos();
        while (System.nanoTime() < deadline) {
            try (var stream = address.toURL().openStream()) {
                var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(stream);
                var revoked = crl.getRevokedCertificates();
                if ((revoked == null ? 0 : revoked.size()) == entries) {
                    return crl;
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            Thread.sleep(200);
        }
        throw new IOException("the CRL with %d entries is not served".formatted(entries));
    }

    private void keepCheckpoint() throws IOException, InterruptedException {
        try (var machine = new MachineClient(lineage)) {
            Files.writeString(checkpoint(), machine.fetch("/audit/checkpoint").body());
        }
    }

    private Path checkpoint() {
        return lineage.folder().resolve("checkpoint-before-the-kills");
    }

    private void audit() {
        var verified =
                lineage.lineage(
                        "verify-audit",
                        "--key",
                        lineage.credentials().resolve("audit-key.txt").toString(),
                        "--checkpoint",
                        checkpoint().toString());
        out.print(verified.all());
        if (!verified.all().contains("It is in order.")) {
            findings.add("the audit log is not in order");
        }
    }

    private void report(int moment, KilledLoad load, long begin) {
        out.printf(
                "%,d moments %s in %,d s, works again within ms %s: %,d certificates, %,d revocations, holds and releases, %d lists, %d batches, %d CRLs acknowledged; %,d signatures%n",
                moment,
                kills,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                longest,
                load.issued(),
                load.revoked(),
                load.lists(),
                load.batches().size(),
                load.crlNumbers().size(),
                evidence.signatures());
    }
}
