package org.lineageca.hsm.share;

import java.security.PrivateKey;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.octets.Octets;

/** What {@link ShareEnvelope} enclosed, on its custodian's own machine. */
public final class EnvelopedShare {

    /** In octets; an envelope of a share has less than a thousand. */
    public static final int LARGEST = 16 * 1024;

    private EnvelopedShare() {}

    /**
     * Opens an envelope.
     *
     * @param der CMS EnvelopedData
     * @param key EC or RSA, of the certificate it was closed to
     * @return the share's text in UTF-8, for the caller to wipe
     * @throws ShareRefusedException when it is no envelope, or not for this key
     */
    public static byte[] open(Octets der, PrivateKey key) {
        if (der.length() > LARGEST) {
            throw refused("it has %s octets, more than any".formatted(der.length()));
        }
        try {
            for (var recipient : new CMSEnvelopedData(der.toArray()).getRecipientInfos()) {
                return recipient.getContent(recipient(recipient, key));
            }
            throw refused("it is for nobody");
        } catch (ShareRefusedException e) {
            throw e;
        } catch (CMSException | RuntimeException _) {
            // Bouncy Castle stumbles over a stranger's file in many ways. Without the cause: what a
            // padding looked like is nobody's business.
            throw refused("it is damaged, no CMS EnvelopedData, or was closed to another key");
        }
    }

    private static Recipient recipient(RecipientInformation recipient, PrivateKey key) {
        var provider = new BouncyCastleProvider();
        return switch (recipient) {
            case KeyTransRecipientInformation _ when key.getAlgorithm().equals("RSA") ->
                    new JceKeyTransEnvelopedRecipient(key).setProvider(provider);
            case KeyAgreeRecipientInformation _ when key.getAlgorithm().equals("EC") ->
                    new JceKeyAgreeEnvelopedRecipient(key).setProvider(provider);
            default ->
                    throw refused(
                            "it was closed to a key of another kind than " + key.getAlgorithm());
        };
    }

    private static ShareRefusedException refused(String why) {
        return new ShareRefusedException(
                "The envelope cannot be opened: %s. Use the key of the certificate you are registered with."
                        .formatted(why));
    }
}
