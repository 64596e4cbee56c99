package org.lineageca.publisher.distribute.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.TrustedCertificates;

/** A connection that is opened when it is needed and was bound before it is used. */
final class DirectoryConnection implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A CRL of half a gigabyte over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final DirectorySettings settings;
    private volatile @Nullable LDAPConnection connection;

    DirectoryConnection(DirectorySettings settings) {
        this.settings = settings;
    }

    LDAPConnection open() throws LDAPException, IOException {
        var before = connection;
        if (before != null && before.isConnected()) {
            return before;
        }
        var opened = connect();
        try {
            bind(opened);
        } catch (LDAPException | IOException e) {
            opened.close();
            throw e;
        }
        connection = opened;
        return opened;
    }

    @Override
    public void close() {
        var before = connection;
        if (before != null) {
            before.close();
        }
        connection = null;
    }

    private LDAPConnection connect() throws LDAPException, IOException {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT.toMillis());
        options.setResponseTimeoutMillis(LONGEST.toMillis());
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        var server = settings.server();
        return switch (server.protection()) {
            case NONE -> new LDAPConnection(options, server.host(), server.port());
            case TLS ->
                    new LDAPConnection(
                            tls().getSocketFactory(), options, server.host(), server.port());
            case START_TLS -> {
                var plain = new LDAPConnection(options, server.host(), server.port());
                var result = plain.processExtendedOperation(new StartTLSExtendedRequest(tls()));
                if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                    plain.close();
                    throw new LDAPException(result);
                }
                yield plain;
            }
        };
    }

    private void bind(LDAPConnection opened) throws LDAPException, IOException {
        var password = password();
        try {
            opened.bind(new SimpleBindRequest(settings.login().bindDn(), password));
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    private byte[] password() throws IOException {
        var read = Files.readAllBytes(settings.login().passwordFile());
        var from = 0;
        var to = read.length;
        while (from < to && read[from] <= ' ' && read[from] >= 0) {
            from++;
        }
        while (from < to && read[to - 1] <= ' ' && read[to - 1] >= 0) {
            to--;
        }
        var password = Arrays.copyOfRange(read, from, to);
        Arrays.fill(read, (byte) 0);
        return password;
    }

    private SSLContext tls() throws IOException {
        var trust = settings.server().trustFile();
        try {
            var ssl = trust == null ? new SSLUtil() : new SSLUtil(TrustedCertificates.read(trust));
            return ssl.createSSLContext();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not possible: " + e.getMessage(), e);
        }
    }
}
