package org.lineageca.ca.profile;

import java.time.Duration;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.ExtensionRules;
import org.lineageca.ca.issuance.KeyRules;
import org.lineageca.ca.issuance.NameRules;
import org.lineageca.ca.issuance.ProfileRules;
import org.lineageca.ca.issuance.Reissue;
import org.lineageca.ca.issuance.SubjectRules;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.Place;
import org.lineageca.ca.yaml.YamlNode;

/**
 * Reads and checks the document of a profile. What it leaves out is as in the ready-made document
 * of its template.
 */
public final class ProfileReader {

    /** In characters. */
    public static final int LARGEST = 64 * 1024;

    /** Longer ones nobody reads before approving. */
    private static final int MOST_LINES = 1_000;

    /** Versions are nine digits at most. */
    private static final int MOST_VERSIONS = 999_999_999;

    /** BR 1.6.1, "Short-lived Subscriber Certificate", from 15 March 2026 on. */
    private static final Duration SHORT_LIVED = Duration.ofDays(7);

    private ProfileReader() {}

    /** The same text, each line ended by a line feed. */
    public static String withLineFeeds(String text) {
        var lines = text.replace("\r\n", "\n");
        return lines.endsWith("\n") ? lines : lines + "\n";
    }

    /**
     * Reads a document.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    public static ProfileDocument read(String yaml) {
        refuseUnseen(yaml);
        var node =
                YamlNode.read("profile", yaml, LARGEST)
                        .only(
                                "profile",
                                "version",
                                "template",
                                "lineage",
                                "validity",
                                "beyond-issuer",
                                "reissue",
                                "subject",
                                "names",
                                "caa",
                                "keys",
                                "key-usage",
                                "extended-key-usage",
                                "policies",
                                "pointers",
                                "no-rev-avail",
                                "must-staple",
                                "transparency");
        if (yaml.length() > LARGEST) {
            throw node.wrong("the document has more than " + LARGEST + " characters");
        }
        if (yaml.lines().count() > MOST_LINES) {
            throw node.wrong("the document has more than " + MOST_LINES + " lines");
        }
        var template = template(node.child("template"));
        var name = node.child("profile").parsed(CertificateProfile::requireName);
        var validity = node.child("validity").duration();
        var rules = rules(node, template);
        if (rules.extensions().noRevAvail() && validity.compareTo(SHORT_LIVED) > 0) {
            throw node.child("validity")
                    .wrong(
                            "no-rev-avail is for certificates of at most 7 days (BR 1.6.1): nobody can ask whether they are revoked");
        }
        try {
            return new ProfileDocument(
                    new CertificateProfile(
                            name,
                            node.child("version").number(1, MOST_VERSIONS),
                            node.child("lineage").parsed(ProfileReader::role),
                            validity,
                            shortens(node),
                            reissue(node),
                            rules),
                    yaml);
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Who approves a text must see what is in it: nothing hides, or turns the order around. */
    private static void refuseUnseen(String yaml) {
        var line = 1;
        var column = 1;
        for (var character : yaml.codePoints().toArray()) {
            if (character == '\n') {
                line++;
                column = 1;
                continue;
            }
            if (Character.isISOControl(character)
                    || Character.getType(character) == Character.FORMAT) {
                throw new Place("profile", line, column)
                        .wrong(
                                "the character U+%04X cannot be seen; leave it out"
                                        .formatted(character));
            }
            column++;
        }
    }

    private static CertificateTemplate template(YamlNode node) {
        var template = node.oneOf(CertificateTemplate.class);
        if (!template.isRequested()) {
            throw node.wrong(
                    "certificates of this kind are not issued on request, and their profile is fixed; use tls-server, tls-client, s-mime or code-signing");
        }
        return template;
    }

    private static ProfileRules rules(YamlNode node, CertificateTemplate template) {
        SubjectRules subject =
                node.optional("subject")
                        .map(SubjectSection::read)
                        .orElseGet(() -> standard(template).subject());
        NameRules names =
                node.optional("names")
                        .map(section -> NameSection.read(section, template))
                        .orElseGet(() -> standard(template).names());
        KeyRules keys =
                node.optional("keys")
                        .map(KeySection::read)
                        .orElseGet(() -> standard(template).keys());
        if (!subject.requireSomething() && names.atLeast() == 0) {
            throw node.wrong(
                    "neither the subject nor an alternative name is required, so a certificate may name nobody");
        }
        ExtensionRules extensions = new ExtensionSection(node, template, keys).read();
        return new ProfileRules(template, subject, names, keys, extensions, caa(node, template));
    }

    private static boolean caa(YamlNode node, CertificateTemplate template) {
        return node.optional("caa")
                .map(option -> {
                    if (option.flag() && template != CertificateTemplate.TLS_SERVER) {
                        throw option.wrong(
                                "CAA records are about certificates of TLS servers (RFC 8659)");
                    }
                    return option.flag();
                })
                .orElse(false);
    }

    private static ProfileRules standard(CertificateTemplate template) {
        return ReadyMade.of(template).rules();
    }

    private static boolean shortens(YamlNode node) {
        return node.optional("beyond-issuer")
                .map(option ->
                        switch (option.text()) {
                            case "refuse" -> false;
                            case "shorten" -> true;
                            case String other ->
                                    throw option.wrong(
                                            "'" + other + "' is neither refuse nor shorten");
                        })
                .orElse(false);
    }

    /** With the same key only where two people have said so, whatever is ready-made. */
    private static Reissue reissue(YamlNode node) {
        return node.optional("reissue")
                .map(option ->
                        switch (option.text()) {
                            case "same-key" -> Reissue.SAME_KEY;
                            case "by-subscriber" -> Reissue.BY_SUBSCRIBER;
                            case String other ->
                                    throw option.wrong(
                                            "'"
                                                    + other
                                                    + "' is neither same-key nor by-subscriber");
                        })
                .orElse(Reissue.BY_SUBSCRIBER);
    }

    private static String role(String role) {
        if (!role.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "'" + role + "' is not a role: lower-case letters, digits and hyphens");
        }
        return role;
    }
}
