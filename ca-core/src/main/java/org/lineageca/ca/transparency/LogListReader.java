package org.lineageca.ca.transparency;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.octets.Octets;

/** Reads and checks the document that names the logs of an installation. */
public final class LogListReader {

    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_PATIENCE = 45;

    private LogListReader() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    public static LogList read(String yaml) {
        var node =
                YamlNode.read("transparency-logs", yaml, LARGEST).only("patience-seconds", "logs");
        var logs = new ArrayList<TransparencyLog>();
        for (var element : node.child("logs").elements()) {
            var log = log(element);
            if (logs.stream().anyMatch(one -> one.id().equals(log.id()))) {
                throw element.child("key").wrong("this is the key of another log here");
            }
            if (logs.stream().anyMatch(one -> one.name().equals(log.name()))) {
                throw element.child("name").wrong("'" + log.name() + "' stands here twice");
            }
            logs.add(log);
        }
        return new LogList(
                logs,
                node.optional("patience-seconds")
                        .map(seconds -> seconds.parsed(LogListReader::patience))
                        .orElse(LogList.USUAL_PATIENCE));
    }

    private static Duration patience(String text) {
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > LONGEST_PATIENCE) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number of seconds from 1 to " + LONGEST_PATIENCE);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static TransparencyLog log(YamlNode node) {
        node.only("name", "operator", "url", "key", "id", "not-after", "state");
        var key = node.child("key").parsed(LogListReader::key);
        node.optional("id")
                .ifPresent(id -> {
                    if (!id.text().equals(LogId.ofPublicKey(key).base64())) {
                        throw id.wrong("the log of this key has the id " + LogId.ofPublicKey(key));
                    }
                });
        return new TransparencyLog(
                node.child("name").parsed(LogListReader::text),
                node.child("operator").parsed(LogListReader::text),
                key,
                node.child("url").parsed(LogListReader::url),
                shard(node),
                node.optional("state")
                        .map(state -> state.oneOf(TransparencyLog.State.class))
                        .orElse(TransparencyLog.State.USABLE));
    }

    private static TransparencyLog.@Nullable Shard shard(YamlNode log) {
        var given = log.optional("not-after");
        if (given.isEmpty()) {
            return null;
        }
        var interval = given.get().only("from", "before");
        var from = interval.child("from").parsed(LogListReader::instant);
        var before = interval.child("before").parsed(LogListReader::instant);
        try {
            return new TransparencyLog.Shard(from, before);
        } catch (IllegalArgumentException e) {
            throw interval.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Octets key(String text) {
        try {
            var key = Octets.of(Base64.getDecoder().decode(text));
            var _ = TransparencyLog.algorithm(key);
            return key;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this is not the key of a log in base64: " + e.getMessage(), e);
        }
    }

    private static String text(String text) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a text of at most 100 characters is expected");
        }
        return text.strip();
    }

    private static URI url(String text) {
        var url = URI.create(text.endsWith("/") ? text : text + "/");
        if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not the URL of a log, such as https://ct.example.org/2027h1/");
        }
        return url;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an instant such as 2027-01-01T00:00:00Z", e);
        }
    }
}
