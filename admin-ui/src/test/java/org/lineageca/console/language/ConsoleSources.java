package org.lineageca.console.language;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What stands between quotation marks in the console's sources.
 *
 * @param literals all but annotations' and those of {@code TEXTS.say}
 * @param uses of texts
 */
record ConsoleSources(List<Literal> literals, List<Use> uses) {

    static final Path SOURCES = Path.of("src/main/java/org/lineageca/console");

    /**
     * A literal.
     *
     * @param user the method or the class of the object it is directly given to, else empty
     */
    record Literal(String feature, String file, long line, String user, String text) {

        @Override
        public String toString() {
            return "%s:%d %s(\"%s\")".formatted(file, line, user, text);
        }
    }

    /**
     * A text that is said.
     *
     * @param key null if it is no literal, so that nobody can tell here which it is
     */
    record Use(String feature, String file, long line, @Nullable String key) {}

    static ConsoleSources read() throws IOException {
        var found = new ConsoleSources(new ArrayList<>(), new ArrayList<>());
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null);
                var paths = Files.walk(SOURCES)) {
            var sources =
                    files.getJavaFileObjectsFromPaths(
                            paths.filter(path -> path.toString().endsWith(".java")).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new Reader(unit, positions, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final ConsoleSources found;
        private final Path file;

        Reader(CompilationUnitTree unit, SourcePositions positions, ConsoleSources found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
            try {
                file =
                        SOURCES.toRealPath()
                                .relativize(Path.of(unit.getSourceFile().toUri()).toRealPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
            if (annotation.getAnnotationType().toString().equals("PageTitle")) {
                return super.visitAnnotation(annotation, null);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getExpression().toString().equals("TEXTS")) {
                var arguments = call.getArguments();
                found.uses.add(
                        new Use(feature(), file.toString(), line(call), text(arguments.get(0))));
                arguments.subList(1, arguments.size()).forEach(each -> scan(each, null));
                return null;
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
            var text = text(literal);
            if (text != null) {
                found.literals.add(
                        new Literal(feature(), file.toString(), line(literal), user(), text));
            }
            return null;
        }

        private static @Nullable String text(ExpressionTree tree) {
            return tree instanceof LiteralTree literal && literal.getValue() instanceof String text
                    ? text
                    : null;
        }

        private String feature() {
            return String.valueOf(file.getName(0));
        }

        private long line(ExpressionTree tree) {
            return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        }

        private String user() {
            for (var path = getCurrentPath().getParentPath();
                    path != null;
                    path = path.getParentPath()) {
                switch (path.getLeaf()) {
                    case MethodInvocationTree call
                            when call.getMethodSelect() instanceof MemberSelectTree method
                                    && method.getIdentifier().contentEquals("formatted") -> {}
                    case MethodInvocationTree call -> {
                        return call.getMethodSelect() instanceof MemberSelectTree method
                                ? method.getIdentifier().toString()
                                : call.getMethodSelect().toString();
                    }
                    case NewClassTree made -> {
                        return "new " + made.getIdentifier();
                    }
                    case AnnotationTree annotation -> {
                        return "@" + annotation.getAnnotationType();
                    }
                    case ConstantCaseLabelTree _ -> {
                        return "case";
                    }
                    case CaseTree _, StatementTree _ -> {
                        return "";
                    }
                    default -> {}
                }
            }
            return "";
        }
    }
}
