package org.lineageca.launcher.command.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.signer.CheckpointMemory;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.TokenPlace;
import picocli.CommandLine.Option;

/** Which signer's memory is meant; used while that signer is stopped. */
final class MemoryFile {

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The file the signer was started with as --checkpoints (default: that of this installation's token of issuing CAs).")
    private @Nullable Path file;

    /** Has something done with the memory, while no signer has it. */
    <T> T use(Lineage lineage, Function<CheckpointMemory, T> work) throws RefusedException {
        var path =
                file == null
                        ? TokenPlace.issuing(lineage.installation())
                                .folder()
                                .resolve(CheckpointMemory.FILE)
                        : file;
        if (!Files.exists(path)) {
            throw new RefusedException(
                    "There is no %s: its signer has signed no checkpoint. Nothing was done."
                            .formatted(path));
        }
        try (var memory = new CheckpointMemory(path)) {
            return work.apply(memory);
        } catch (UncheckedIOException e) {
            throw new RefusedException(
                    "%s. Nothing was done. Stop Lineage first (`%s`)."
                            .formatted(e.getMessage(), lineage.typed("down")),
                    e);
        } catch (CheckpointRefusedException | IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RefusedException("%s cannot be closed: %s".formatted(path, e), e);
        }
    }
}
