package org.lineageca.ocsp.status;

/** Whoever keeps something that follows from a certificate's status. */
public interface ChangeListener {

    /** The status of this certificate changed. */
    void changed(CertificateKey certificate);

    /** Any status may have changed. */
    void allChanged();
}
