package org.lineageca.ca.lifecycle;

import java.util.HashSet;
import java.util.List;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitClient;
import org.lineageca.octets.Octets;

/**
 * Who asks, by the certificate of the connection, as is decided about people at the console. It is
 * looked up for every request, so that whoever is removed or revoked is sent away at once; those
 * who ask at the same time are looked up together.
 */
public final class IdentifyClient {

    private static final int TOGETHER = 64;

    private final AdmitClient admit;
    private final Lane<Octets, Admission> lane = new Lane<>(TOGETHER, this::identify);

    public IdentifyClient(AdmitClient admit) {
        this.admit = admit;
    }

    /**
     * Whether they are listened to.
     *
     * @param sha256 of a client certificate
     */
    public Admission identify(Octets sha256) {
        return lane.ask(sha256);
    }

    private List<Admission> identify(List<Octets> sha256) {
        var admissions = admit.admit(new HashSet<>(sha256));
        return sha256.stream()
                .map(one -> admissions.getOrDefault(one, new Admission.NobodysCertificate()))
                .toList();
    }
}
