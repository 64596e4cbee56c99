package org.lineageca.launcher.command;

import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A group of commands, of which only those are made that may have been typed: to make them all
 * takes longer than most of them.
 */
public final class Menu {

    private final CommandLine group;
    private final Set<String> typed;

    /**
     * An empty one.
     *
     * @param group the command that stands for the group
     * @param typed the words that were typed; none to make everything
     */
    public Menu(Object group, Set<String> typed) {
        this.group = new CommandLine(group);
        this.typed = Set.copyOf(typed);
    }

    /**
     * Adds a command.
     *
     * @param command makes it, or the {@link CommandLine} it is in
     */
    public Menu add(String name, Supplier<?> command) {
        if (typed.isEmpty() || typed.contains(name)) {
            group.addSubcommand(name, command.get());
        }
        return this;
    }

    public CommandLine commandLine() {
        return group;
    }
}
