package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.lineageca.launcher.installation.Installation;

/** A program to be launched: tells what it was given, as progress, and ends as it is told. */
public final class StubProgram {

    private StubProgram() {}

    /** Its only argument is the exit status. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("started");
        System.out.println("step variables " + new TreeSet<>(System.getenv().keySet()));
        System.out.println("step folder " + Path.of("").toAbsolutePath());
        System.out.println(
                "step input "
                        + new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip());
        var chosen = System.getProperty("lineage.stub");
        if (chosen != null) {
            System.out.println("step chosen " + chosen);
        }
        System.out.println("the reason");
        System.out.println("\tat some.Frame(of a stack trace)");
        System.exit(Integer.parseInt(arguments[0]));
    }

    /** Puts it among an installation's programs, as the module {@code stub}. */
    static void putInto(Installation installation) throws IOException {
        var target = Files.createDirectories(installation.programs().resolve("stub"));
        var name = StubProgram.class.getName().replace('.', '/') + ".class";
        try (var jar =
                        new JarOutputStream(
                                Files.newOutputStream(target.resolve("stub-0.1.0.jar")));
                var code = StubProgram.class.getClassLoader().getResourceAsStream(name)) {
            if (code == null) {
                throw new IOException("no class file " + name);
            }
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
        ProgramFiles.writeClassPath(installation, "stub");
    }
}
