package org.lineageca.ca.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.json.Json;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.rules.ForeignRules;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/**
 * The program that looks for mistakes in anybody's certificates, CRLs, OCSP responses and requests:
 * it needs no installation, database, token or network.
 *
 * <p>Arguments: {@code FILE… [--issuer CERTIFICATE] [--json]}; a file is PEM or DER, {@code -}
 * standard input. Exit status: 0 if no rule that blocks was broken, 1 if one was, 2 for wrong usage
 * and where a file cannot be read, whatever was found in others.
 */
public final class LintFile {

    private static final int ERRORS = 1;
    private static final int USAGE = 2;
    private static final int LARGEST = 32 * 1024 * 1024;

    /** More of what a stranger's file says helps nobody. */
    private static final int LONGEST_TEXT = 500;

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final List<String> LABELS =
            List.of(
                    "CERTIFICATE",
                    "X509 CERTIFICATE",
                    "X509 CRL",
                    "OCSP RESPONSE",
                    "CERTIFICATE REQUEST",
                    "NEW CERTIFICATE REQUEST");

    /** What was asked. */
    private record Question(List<String> files, @Nullable String issuer, boolean json) {

        static Question of(String[] arguments) {
            var files = new ArrayList<String>();
            String issuer = null;
            var json = false;
            for (var i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--json" -> json = true;
                    case "--issuer" -> {
                        if (++i == arguments.length) {
                            throw new IllegalArgumentException("--issuer wants a file");
                        }
                        issuer = arguments[i];
                    }
                    default -> files.add(arguments[i]);
                }
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException(
                        "Name a certificate, CRL, OCSP response or request in PEM or DER, or - for standard input");
            }
            return new Question(files, issuer, json);
        }
    }

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    private LintFile(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        var lint = new LintFile(in, out, err);
        try {
            return lint.answer(Question.of(arguments));
        } catch (IllegalArgumentException | IOException e) {
            return lint.unread(e);
        }
    }

    /** Says why something was not read. */
    private int unread(Exception why) {
        err.println(
                switch (why) {
                    case NoSuchFileException e -> "There is no file " + e.getMessage() + ".";
                    case IOException e -> "A file cannot be read: " + e.getMessage() + ".";
                    default -> why.getMessage() + ".";
                });
        return USAGE;
    }

    private int answer(Question question) throws IOException {
        var named = question.issuer();
        var issuer = named == null ? null : blocks(named, read(named)).getFirst();
        var status = 0;
        for (var file : question.files()) {
            try {
                status = Math.max(status, answer(file, issuer, question.json()));
            } catch (IllegalArgumentException | IOException e) {
                status = unread(e);
            }
        }
        return status;
    }

    private int answer(String file, @Nullable Octets issuer, boolean json) throws IOException {
        var status = 0;
        for (var der : blocks(file, read(file))) {
            var examined = examine(file, der, issuer);
            if (examined.hasErrors()) {
                status = ERRORS;
            }
            if (json) {
                out.println(json(file, examined));
            } else {
                print(file, examined);
            }
        }
        return status;
    }

    private static ForeignRules.Examined examine(String file, Octets der, @Nullable Octets issuer) {
        try {
            return ForeignRules.examine(der, issuer);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] read(String file) throws IOException {
        if (file.equals("-")) {
            return bounded(file, in);
        }
        try (var content = Files.newInputStream(Path.of(file))) {
            return bounded(file, content);
        }
    }

    private static byte[] bounded(String file, InputStream content) throws IOException {
        var read = content.readNBytes(LARGEST + 1);
        if (read.length > LARGEST) {
            throw unreadable(file, "it has more than %d octets".formatted(LARGEST), null);
        }
        return read;
    }

    /** What is in a file, in the order it stands there. */
    private static List<Octets> blocks(String file, byte[] content) {
        if (content.length > 0 && content[0] == 0x30) {
            return List.of(Octets.of(content));
        }
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var blocks = new ArrayList<Octets>();
        for (var begin = BEGIN.matcher(text); begin.find(); ) {
            if (LABELS.contains(begin.group(1))) {
                blocks.add(block(file, text, begin.start(), begin.group(1)));
            }
        }
        if (blocks.isEmpty()) {
            throw unreadable(file, "it is neither DER nor PEM", null);
        }
        return blocks;
    }

    private static Octets block(String file, String text, int begin, String label) {
        var last = "-----END " + label + "-----";
        var end = text.indexOf(last, begin);
        if (end < 0) {
            throw unreadable(file, "its " + label + " block has no end", null);
        }
        try {
            return Pem.decode(text.substring(begin, end + last.length()), List.of(label));
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private void print(String file, ForeignRules.Examined examined) {
        out.printf(
                "%s: %s, %s%n",
                file,
                examined.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                examined.findings().isEmpty()
                        ? "nothing found"
                        : "%d found".formatted(examined.findings().size()));
        for (var finding : examined.findings()) {
            out.printf(
                    "  %-7s %s: %s (%s)%n",
                    severity(finding), finding.rule(), visible(finding.text()), finding.source());
        }
    }

    /** What a stranger's file says is printed without what could steer a terminal. */
    private static String visible(String text) {
        return cut(text).replaceAll("\\p{Cc}|\\p{Cf}", "?");
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        var end =
                Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1))
                        ? LONGEST_TEXT - 1
                        : LONGEST_TEXT;
        return "%s… (%d characters)".formatted(text.substring(0, end), text.length());
    }

    /** One line for each structure. */
    private static String json(String file, ForeignRules.Examined examined) {
        var document =
                new FieldsWriter()
                        .text("file", file)
                        .text("kind", examined.kind().name())
                        .items("findings", examined.findings(), LintFile::json)
                        .end();
        return new String(CanonicalJson.write(document).toArray(), StandardCharsets.UTF_8);
    }

    private static Json json(Finding finding) {
        return new FieldsWriter()
                .text("rule", finding.rule())
                .text("severity", severity(finding))
                .text("source", finding.source())
                .text("text", cut(finding.text()))
                .end();
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException unreadable(
            String file, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s is no certificate, CRL, OCSP response or request: %s".formatted(file, why),
                cause);
    }
}
