package org.lineageca.ca.lifecycle;

import java.time.Duration;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;

/**
 * What relying parties must be able to fetch before a URL of a generation stands in any
 * certificate: "an (empty) CRL is published before its URL enters any certificate" (DESIGN 3.3),
 * and the OCSP delegate is certified.
 */
public final class PublishFirst {

    private static final Duration PUBLICATION = Duration.ofSeconds(30);

    private final IssueCrl issueCrl;
    private final IssueOcspSigner issueOcspSigner;
    private final PublishedCrls published;

    public PublishFirst(
            IssueCrl issueCrl, IssueOcspSigner issueOcspSigner, PublishedCrls published) {
        this.issueCrl = issueCrl;
        this.issueOcspSigner = issueOcspSigner;
        this.published = published;
    }

    /**
     * Publishes.
     *
     * @throws PublishedCrls.NotPublishedException if the CRL is not served within half a minute
     */
    void publish(Actor actor, Generation.Staged staged) {
        publishCrl(actor, staged);
        issueOcspSigner.ensure(actor, staged.crlIssuer());
    }

    /**
     * Publishes, unless a ceremony elsewhere has signed the CRL.
     *
     * @return false if its token is not within reach and no CRL of it is on record
     */
    boolean publishIfWithinReach(Actor actor, Generation.Staged staged) {
        if (issueCrl.reaches(staged)) {
            publish(actor, staged);
            return true;
        }
        return issueCrl.hasCurrent(staged.identity().id());
    }

    /** The CRL alone, for a first generation, whose delegate is certified afterwards. */
    void publishCrl(Actor actor, Generation.Staged staged) {
        var crl = issueCrl.issue(actor, staged.identity().id());
        published.await(crl.content().scope().distributionPoint(), issueCrl.der(crl), PUBLICATION);
    }
}
