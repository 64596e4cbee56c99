package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** What is killed (SIGKILL) of an installation, to be started again by its supervisor. */
final class KilledPrograms {

    /** Whose end matters to what is issued and revoked. */
    enum Program {
        SIGNER(5),
        CORE(1),
        /** A whole database server; its orphans end by themselves. */
        POSTMASTER(1),
        /** One of its processes that work for the core: the server ends all and recovers. */
        DATABASE_PROCESS(3);

        private static final int WEIGHTS = 10;

        /** In how many of ten kills it is chosen: those are more frequent that are back sooner. */
        private final int weight;

        Program(int weight) {
            this.weight = weight;
        }

        static Program chosen(Random random) {
            var left = random.nextInt(WEIGHTS);
            for (var program : values()) {
                left -= program.weight;
                if (left < 0) {
                    return program;
                }
            }
            throw new IllegalStateException("the weights do not add up");
        }
    }

    private final Installation lineage;

    KilledPrograms(Installation lineage) {
        this.lineage = lineage;
    }

    /**
     * Kills one.
     *
     * @return whether it was there; one that was killed a moment ago may not be back
     */
    boolean kill(Program program, Random random) throws IOException {
        var process =
                switch (program) {
                    case SIGNER -> running("run/issuing.sock");
                    case CORE -> running("org.lineageca.ca.config.Application");
                    case POSTMASTER -> postmaster();
                    case DATABASE_PROCESS -> databaseProcess(random);
                };
        return process.map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private Optional<ProcessHandle> running(String argument) {
        return ProgramProcess.all(lineage, argument).map(ProgramProcess::process).findFirst();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        var file = lineage.data().resolve("postgresql/cluster/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var pid = Files.readAllLines(file).stream().findFirst().orElse("");
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    private Optional<ProcessHandle> databaseProcess(Random random) throws IOException {
        var server = postmaster();
        if (server.isEmpty()) {
            return Optional.empty();
        }
        var processes = server.get().children().filter(KilledPrograms::worksForTheCore).toList();
        return processes.isEmpty()
                ? Optional.empty()
                : Optional.of(processes.get(random.nextInt(processes.size())));
    }

    private static boolean worksForTheCore(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .startsWith("postgres: core ");
        } catch (IOException gone) {
            return false;
        }
    }
}
