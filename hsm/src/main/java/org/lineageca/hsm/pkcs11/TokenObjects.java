package org.lineageca.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.pkcs11.Cryptoki.Function;
import org.lineageca.octets.Octets;

/**
 * The objects on a token one by one (PKCS #11 v2.40 5.7), for what a key store cannot do: to see
 * all of them, to have two certificates of one key for a moment, and to destroy in a given order.
 */
final class TokenObjects {

    /** CK_OBJECT_CLASS, in the order in which the objects of a key are destroyed. */
    enum Kind {
        PRIVATE_KEY(3),
        PUBLIC_KEY(2),
        CERTIFICATE(1),
        OTHER(-1);

        private final long objectClass;

        Kind(long objectClass) {
            this.objectClass = objectClass;
        }
    }

    /**
     * One object.
     *
     * @param handle CK_OBJECT_HANDLE
     * @param id its CKA_ID; empty when it has none
     */
    record TokenObject(long handle, Kind kind, Octets id) {

        /** Whether it bears the CKA_ID that objects of this key have. */
        boolean belongsTo(KeyId key) {
            return id.equals(idOf(key));
        }
    }

    /** CK_ATTRIBUTE without its pointer. */
    private record Attribute(long type, Octets value) {}

    private static final long CKA_CLASS = 0x0;
    private static final long CKA_TOKEN = 0x1;
    private static final long CKA_LABEL = 0x3;
    private static final long CKA_VALUE = 0x11;
    private static final long CKA_CERTIFICATE_TYPE = 0x80;
    private static final long CKA_ISSUER = 0x81;
    private static final long CKA_SERIAL_NUMBER = 0x82;
    private static final long CKA_SUBJECT = 0x101;
    private static final long CKA_ID = 0x102;
    private static final long CKC_X_509 = 0;

    private static final long CKR_ATTRIBUTE_SENSITIVE = 0x11;
    private static final long CKR_ATTRIBUTE_TYPE_INVALID = 0x12;

    private static final Octets TRUE = Octets.of(new byte[] {1});
    private static final Octets NOTHING = Octets.of(new byte[0]);
    private static final int FOUND_AT_ONCE = 32;

    /** CK_ATTRIBUTE: type, pValue, ulValueLen. */
    private static final MemoryLayout ATTRIBUTE =
            MemoryLayout.structLayout(JAVA_LONG, ADDRESS, JAVA_LONG);

    private static final long VALUE_OFFSET = Long.BYTES;
    private static final long LENGTH_OFFSET = 2 * Long.BYTES;

    private final Cryptoki cryptoki;
    private final long slotId;

    TokenObjects(Cryptoki cryptoki, long slotId) {
        this.cryptoki = cryptoki;
        this.slotId = slotId;
    }

    /** The CKA_ID of a key's objects: the digits of its id, as SunPKCS11 makes it of an alias. */
    static Octets idOf(KeyId key) {
        return Octets.of(key.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Every token object (CKA_TOKEN) the user may see. */
    List<TokenObject> all() {
        return find(new Attribute(CKA_TOKEN, TRUE));
    }

    /** Every object that bears the key's CKA_ID: private keys first, certificates last. */
    List<TokenObject> of(KeyId key) {
        return find(new Attribute(CKA_ID, idOf(key)));
    }

    /** The octets of a certificate object (CKA_VALUE). */
    Octets value(TokenObject certificate) {
        return inSession((session, arena) ->
                attribute(session, certificate.handle(), CKA_VALUE, arena).orElse(NOTHING));
    }

    /**
     * Stores a certificate as SunPKCS11 stores that of a key: CKA_ID and CKA_LABEL are the key's
     * id.
     */
    void createCertificate(KeyId key, X509Certificate certificate)
            throws CertificateEncodingException {
        var attributes =
                List.of(
                        new Attribute(CKA_CLASS, number(Kind.CERTIFICATE.objectClass)),
                        new Attribute(CKA_TOKEN, TRUE),
                        new Attribute(CKA_CERTIFICATE_TYPE, number(CKC_X_509)),
                        new Attribute(CKA_LABEL, idOf(key)),
                        new Attribute(CKA_ID, idOf(key)),
                        new Attribute(
                                CKA_SUBJECT,
                                Octets.of(certificate.getSubjectX500Principal().getEncoded())),
                        new Attribute(
                                CKA_ISSUER,
                                Octets.of(certificate.getIssuerX500Principal().getEncoded())),
                        new Attribute(CKA_SERIAL_NUMBER, der(certificate.getSerialNumber())),
                        new Attribute(CKA_VALUE, Octets.of(certificate.getEncoded())));
        inSession((session, arena) -> {
            var handle = arena.allocate(JAVA_LONG);
            cryptoki.invoke(
                    Function.C_CREATE_OBJECT,
                    session,
                    template(attributes, arena),
                    (long) attributes.size(),
                    handle);
            return handle.get(JAVA_LONG, 0);
        });
    }

    void destroy(TokenObject object) {
        inSession((session, _) -> {
            cryptoki.invoke(Function.C_DESTROY_OBJECT, session, object.handle());
            return object;
        });
    }

    private List<TokenObject> find(Attribute wanted) {
        return inSession((session, arena) -> {
            var objects = new ArrayList<TokenObject>();
            for (var handle : handles(session, wanted, arena)) {
                var id = attribute(session, handle, CKA_ID, arena).orElse(NOTHING);
                objects.add(new TokenObject(handle, kind(session, handle, arena), id));
            }
            objects.sort(Comparator.comparing(TokenObject::kind));
            return List.copyOf(objects);
        });
    }

    private List<Long> handles(long session, Attribute wanted, Arena arena) {
        var handles = new ArrayList<Long>();
        var some = arena.allocate(JAVA_LONG, FOUND_AT_ONCE);
        var count = arena.allocate(JAVA_LONG);
        cryptoki.invoke(
                Function.C_FIND_OBJECTS_INIT, session, template(List.of(wanted), arena), 1L);
        do {
            cryptoki.invoke(Function.C_FIND_OBJECTS, session, some, (long) FOUND_AT_ONCE, count);
            for (var i = 0L; i < count.get(JAVA_LONG, 0); i++) {
                handles.add(some.getAtIndex(JAVA_LONG, i));
            }
        } while (count.get(JAVA_LONG, 0) > 0);
        cryptoki.invoke(Function.C_FIND_OBJECTS_FINAL, session);
        return handles;
    }

    private Kind kind(long session, long handle, Arena arena) {
        var value = attribute(session, handle, CKA_CLASS, arena);
        for (var kind : Kind.values()) {
            if (value.isPresent() && value.get().equals(number(kind.objectClass))) {
                return kind;
            }
        }
        return Kind.OTHER;
    }

    /** An attribute's value; empty when the object has none of this type or keeps it to itself. */
    private Optional<Octets> attribute(long session, long handle, long type, Arena arena) {
        var template = template(List.of(new Attribute(type, NOTHING)), arena);
        var result = cryptoki.result(Function.C_GET_ATTRIBUTE_VALUE, session, handle, template, 1L);
        if (result == CKR_ATTRIBUTE_TYPE_INVALID || result == CKR_ATTRIBUTE_SENSITIVE) {
            return Optional.empty();
        }
        // Without room for the value, its length was given.
        var value = arena.allocate(Math.max(1, template.get(JAVA_LONG, LENGTH_OFFSET)));
        template.set(ADDRESS, VALUE_OFFSET, value);
        cryptoki.invoke(Function.C_GET_ATTRIBUTE_VALUE, session, handle, template, 1L);
        var length = template.get(JAVA_LONG, LENGTH_OFFSET);
        return Optional.of(Octets.of(value.asSlice(0, length).toArray(JAVA_BYTE)));
    }

    private static MemorySegment template(List<Attribute> attributes, Arena arena) {
        var template = arena.allocate(ATTRIBUTE, attributes.size());
        for (var i = 0; i < attributes.size(); i++) {
            var bytes = attributes.get(i).value().toArray();
            var entry = template.asSlice(i * ATTRIBUTE.byteSize(), ATTRIBUTE);
            entry.set(JAVA_LONG, 0, attributes.get(i).type());
            entry.set(
                    ADDRESS,
                    VALUE_OFFSET,
                    bytes.length == 0 ? MemorySegment.NULL : arena.allocateFrom(JAVA_BYTE, bytes));
            entry.set(JAVA_LONG, LENGTH_OFFSET, bytes.length);
        }
        return template;
    }

    private <T> T inSession(SessionUse<T> use) {
        try (var arena = Arena.ofConfined()) {
            var session = cryptoki.openSession(slotId, arena);
            try {
                return use.with(session, arena);
            } finally {
                cryptoki.invoke(Function.C_CLOSE_SESSION, session);
            }
        }
    }

    /** CK_ULONG. */
    private static Octets number(long value) {
        var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        return Octets.of(bytes.putLong(value).array());
    }

    private static Octets der(BigInteger value) {
        try {
            return Octets.of(new ASN1Integer(value).getEncoded());
        } catch (IOException e) {
            throw new ProviderException("an INTEGER cannot be encoded", e);
        }
    }

    @FunctionalInterface
    private interface SessionUse<T> {
        T with(long session, Arena arena);
    }
}
