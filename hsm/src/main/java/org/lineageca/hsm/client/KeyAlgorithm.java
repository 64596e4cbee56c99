package org.lineageca.hsm.client;

/** The kinds of key pair a token is asked to generate. */
public enum KeyAlgorithm {
    P256,
    P384,
    RSA2048,
    RSA3072,
    RSA4096;

    public boolean isRsa() {
        return name().startsWith("RSA");
    }

    /** Modulus length in bits for RSA, field size for EC. */
    public int bits() {
        return Integer.parseInt(name().replaceAll("\\D", ""));
    }
}
