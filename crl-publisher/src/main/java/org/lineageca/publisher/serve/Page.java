package org.lineageca.publisher.serve;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.publish.PublishedCertificate;
import org.lineageca.publisher.publish.PublishedCertsOnly;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Shelf;

/** The page that lists everything published, as HTML without scripts. */
final class Page {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #d5dae1; --soft: #5b6675; --good: #1a7f4b; --bad: #b3261e; --link: #1f5fbf; }
            @media (prefers-color-scheme: dark) { :root { --line: #39424e; --soft: #a3afbd; --good: #5fcf94; --bad: #ff8a80; --link: #8ab4ff; } }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.25rem; }
            h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
            p { color: var(--soft); margin: 0; max-width: 46rem; }
            a { color: var(--link); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid var(--line); padding: .55rem .9rem .55rem 0; text-align: left; vertical-align: top; }
            th { color: var(--soft); font-size: .85rem; font-weight: 600; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            code { font: .9em ui-monospace, monospace; color: var(--soft); }
            time { white-space: nowrap; }
            .fresh { color: var(--good); }
            .expired { color: var(--bad); font-weight: 600; }
            """;

    private Page() {}

    static String of(Shelf shelf, Instant now) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Certificate revocation lists</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>Certificate revocation lists</h1>
        <p>Every list here was checked before it was published. Each key generation has addresses of its own, that never change, named by the first 16 hexadecimal digits of the SHA-256 of its public key. <a href="/crls.json">All addresses as JSON</a>.</p>
        <h2>Revocation lists</h2>
        %s
        <h2>CA certificates</h2>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(STYLE, crls(shelf, now), certificates(shelf));
    }

    private static String crls(Shelf shelf, Instant now) {
        var subjects =
                shelf.certificates().stream()
                        .collect(
                                Collectors.toMap(
                                        PublishedCertificate::label,
                                        PublishedCertificate::subject));
        var rows =
                shelf.crls().stream()
                        .map(crl -> row(crl, subjects.getOrDefault(crl.label(), ""), now))
                        .collect(Collectors.joining());
        if (rows.isEmpty()) {
            return "<p>None is published yet.</p>";
        }
        return table(
                """
                <th scope="col">Authority</th><th scope="col">List</th><th scope="col" class="number">Number</th>\
                <th scope="col">This update</th><th scope="col">Next update</th>\
                <th scope="col" class="number">Entries</th><th scope="col" class="number">Bytes</th>\
                """,
                rows);
    }

    private static String row(PublishedCrl crl, String subject, Instant now) {
        var list = crl.list();
        return """
        <tr><td>%s<br><code>%s</code></td><td>%s<br><a href="/%s">DER</a> · <a href="/%s">PEM</a></td>\
        <td class="number">%s</td><td>%s</td><td>%s<br>%s</td><td class="number">%s</td><td class="number">%s</td></tr>
        """
                .formatted(
                        escaped(subject),
                        crl.label(),
                        crl.scope(),
                        crl.der().path(),
                        crl.pem().path(),
                        list.number(),
                        time(list.thisUpdate()),
                        time(list.nextUpdate()),
                        remaining(crl, now),
                        grouped(list.revoked().count()),
                        grouped(list.der().length()));
    }

    private static String certificates(Shelf shelf) {
        var rows =
                shelf.certificates().stream()
                        .map(one -> row(shelf, one))
                        .collect(Collectors.joining());
        if (rows.isEmpty()) {
            return "<p>None is published yet.</p>";
        }
        var bundle =
                shelf.roots()
                        .map(roots ->
                                "<p><a href=\"/"
                                        + roots.path()
                                        + "\">All self-signed ones as one PEM file</a></p>")
                        .orElse("");
        return table(
                        """
                        <th scope="col">Authority</th><th scope="col">Certificate</th>\
                        <th scope="col">Not before</th><th scope="col">Not after</th>\
                        """,
                        rows)
                + bundle;
    }

    private static String row(Shelf shelf, PublishedCertificate published) {
        var certificate = published.certificate();
        return """
        <tr><td>%s<br><code>%s</code></td><td>%s<br><a href="/%s">DER</a> · <a href="/%s">PEM</a>%s%s</td><td>%s</td><td>%s</td></tr>
        """
                .formatted(
                        escaped(published.subject()),
                        published.label(),
                        published.selfSigned() ? "self-signed" : "issued by another CA",
                        published.der().path(),
                        published.pem().path(),
                        certsOnly(shelf, published.label()),
                        addresses(shelf, published.label()),
                        time(certificate.notBefore()),
                        time(certificate.notAfter()));
    }

    private static String certsOnly(Shelf shelf, String label) {
        var path = PublishedCertsOnly.path(label);
        return shelf.file(path).isPresent()
                ? " · <a href=\"/" + path + "\">all of this key (p7c)</a>"
                : "";
    }

    private static String addresses(Shelf shelf, String label) {
        var path = label + "/crls.json";
        return shelf.file(path).isPresent()
                ? "<br><a href=\"/" + path + "\">its CRLs as JSON</a>"
                : "";
    }

    private static String table(String head, String rows) {
        return "<div class=\"scroll\"><table>\n<thead><tr>"
                + head
                + "</tr></thead>\n<tbody>\n"
                + rows
                + "</tbody>\n</table></div>\n";
    }

    private static String remaining(PublishedCrl crl, Instant now) {
        var next = crl.list().nextUpdate();
        if (crl.list().isFinal()) {
            return "<span class=\"fresh\">final: no other will come</span>";
        }
        if (next == null || crl.expired(now)) {
            return "<span class=\"expired\">expired</span>";
        }
        return "<span class=\"fresh\">in " + words(Duration.between(now, next)) + "</span>";
    }

    private static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        return duration.toMinutes() >= 120
                ? duration.toHours() + " hours"
                : duration.toMinutes() + " minutes";
    }

    private static String time(@Nullable Instant instant) {
        return instant == null
                ? "–"
                : "<time datetime=\"" + instant + "\">" + TIME.format(instant) + "</time>";
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
