package org.lineageca.ca.x509;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lineageca.octets.Octets;

/** The subjectAltName extension, to and from Bouncy Castle's types. */
public final class AlternativeNames {

    private AlternativeNames() {}

    /**
     * Reads names that were asked for.
     *
     * @throws IllegalArgumentException for a kind we do not certify, or a malformed value
     */
    public static List<AlternativeName> read(GeneralNames names) {
        return Arrays.stream(names.getNames()).map(AlternativeNames::read).distinct().toList();
    }

    public static GeneralNames write(List<AlternativeName> names) {
        return new GeneralNames(
                names.stream().map(AlternativeNames::write).toArray(GeneralName[]::new));
    }

    private static AlternativeName read(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> AlternativeName.Dns.of(name.getName().toString());
            case GeneralName.rfc822Name -> new AlternativeName.Email(name.getName().toString());
            case GeneralName.iPAddress ->
                    new AlternativeName.Ip(
                            Octets.of(ASN1OctetString.getInstance(name.getName()).getOctets()));
            case GeneralName.uniformResourceIdentifier ->
                    new AlternativeName.Uri(name.getName().toString());
            default ->
                    throw new IllegalArgumentException(
                            "alternative names of kind ["
                                    + name.getTagNo()
                                    + "] are not certified; dNSName, iPAddress, rfc822Name and uniformResourceIdentifier are");
        };
    }

    private static GeneralName write(AlternativeName name) {
        return switch (name) {
            case AlternativeName.Dns(var host) ->
                    new GeneralName(GeneralName.dNSName, new DERIA5String(host));
            case AlternativeName.Email(var mailbox) ->
                    new GeneralName(GeneralName.rfc822Name, new DERIA5String(mailbox));
            case AlternativeName.Uri(var uri) ->
                    new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(uri));
            case AlternativeName.Ip(var address) ->
                    new GeneralName(GeneralName.iPAddress, new DEROctetString(address.toArray()));
        };
    }
}
