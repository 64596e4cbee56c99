package org.lineageca.ca.config;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CertifyExternally;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.ChangePeople;
import org.lineageca.ca.lifecycle.ChangeProfile;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.CrlPolicyStore;
import org.lineageca.ca.lifecycle.CrossCertify;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.DestroyKey;
import org.lineageca.ca.lifecycle.ForeignCertificates;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.LinkRoots;
import org.lineageca.ca.lifecycle.ListProfiles;
import org.lineageca.ca.lifecycle.NameServedScopes;
import org.lineageca.ca.lifecycle.NamesakeCrls;
import org.lineageca.ca.lifecycle.ObligationLedger;
import org.lineageca.ca.lifecycle.PassIssuing;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.lifecycle.ProfileStore;
import org.lineageca.ca.lifecycle.PublishFirst;
import org.lineageca.ca.lifecycle.PublishedCrls;
import org.lineageca.ca.lifecycle.PublisherOrders;
import org.lineageca.ca.lifecycle.RecoverPeople;
import org.lineageca.ca.lifecycle.ReissueListed;
import org.lineageca.ca.lifecycle.ReissueStore;
import org.lineageca.ca.lifecycle.RenewCaCertificate;
import org.lineageca.ca.lifecycle.RepeatCertificate;
import org.lineageca.ca.lifecycle.RestrictKeys;
import org.lineageca.ca.lifecycle.RetireGeneration;
import org.lineageca.ca.lifecycle.RevocationStore;
import org.lineageca.ca.lifecycle.RevokeAuthority;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.lifecycle.RevokeListed;
import org.lineageca.ca.lifecycle.RollBackCrl;
import org.lineageca.ca.lifecycle.RollBackRecords;
import org.lineageca.ca.lifecycle.SetCrlPolicy;
import org.lineageca.ca.lifecycle.SignCaCertificate;
import org.lineageca.ca.lifecycle.SignCertificate;
import org.lineageca.ca.lifecycle.StageGenerations;
import org.lineageca.ca.mass.ConcludeDrill;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqActStore;
import org.lineageca.ca.store.JooqBatchStore;
import org.lineageca.ca.store.JooqCrlPolicyStore;
import org.lineageca.ca.store.JooqForeignCertificates;
import org.lineageca.ca.store.JooqPeopleStore;
import org.lineageca.ca.store.JooqProfileStore;
import org.lineageca.ca.store.JooqReissueStore;
import org.lineageca.ca.store.JooqRollBackRecords;
import org.lineageca.ca.token.TokenSigning;

/** Puts the parts together that carry an authority through its life. */
@Factory
final class LifecycleWiring {

    @Singleton
    ActStore actStore(DSLContext database) {
        return new JooqActStore(database);
    }

    @Singleton
    ForeignCertificates foreignCertificates(DSLContext database) {
        return new JooqForeignCertificates(database);
    }

    @Singleton
    SignCaCertificate signCaCertificate(
            SignCertificate sign,
            AuthorityStore authorities,
            InstantSource clock,
            RandomGenerator random) {
        return new SignCaCertificate(sign, authorities, clock, random);
    }

    @Singleton
    PublishFirst publishFirst(
            IssueCrl issueCrl, IssueOcspSigner issueOcspSigner, PublishedCrls published) {
        return new PublishFirst(issueCrl, issueOcspSigner, published);
    }

    @Singleton
    LinkRoots linkRoots(AuthorityStore authorities, SignCaCertificate sign, InstantSource clock) {
        return new LinkRoots(authorities, sign, clock);
    }

    @Singleton
    StageGenerations stageGenerations(
            AuthorityStore authorities,
            CrlPolicyStore policies,
            CreateGeneration createGeneration,
            CertifyGeneration certifyGeneration,
            PublishFirst publishFirst,
            LinkRoots linkRoots,
            NamesakeCrls namesake,
            TokenSigning signing) {
        return new StageGenerations(
                authorities,
                policies,
                createGeneration,
                certifyGeneration,
                publishFirst,
                linkRoots,
                namesake,
                signing);
    }

    @Singleton
    CrlPolicyStore crlPolicyStore(DSLContext database, GenerationKeys keys) {
        return new JooqCrlPolicyStore(database, keys);
    }

    @Singleton
    SetCrlPolicy setCrlPolicy(
            AuthorityStore authorities, CrlPolicyStore policies, InstantSource clock) {
        return new SetCrlPolicy(authorities, policies, clock);
    }

    @Singleton
    RollBackRecords rollBackRecords(DSLContext database) {
        return new JooqRollBackRecords(database);
    }

    /** Where publishers take orders from. */
    @Singleton
    @Requires(beans = PublisherOrders.class)
    RollBackCrl rollBackCrl(
            AuthorityStore authorities,
            PublisherOrders publishers,
            RollBackRecords records,
            InstantSource clock) {
        return new RollBackCrl(authorities, publishers, records, clock);
    }

    @Singleton
    NameServedScopes nameServedScopes(
            CrlPolicyStore policies,
            CrlLedger ledger,
            PublishedCrls published,
            InstantSource clock) {
        return new NameServedScopes(policies, ledger, published, clock);
    }

    @Singleton
    NamesakeCrls namesakeCrls(
            AuthorityStore authorities, CrlLedger ledger, IssueCrl issueCrl, TokenSigning signing) {
        return new NamesakeCrls(authorities, ledger, issueCrl, signing);
    }

    @Singleton
    RenewCaCertificate renewCaCertificate(
            AuthorityStore authorities, SignCaCertificate sign, InstantSource clock) {
        return new RenewCaCertificate(authorities, sign, clock);
    }

    @Singleton
    PassIssuing passIssuing(
            AuthorityStore authorities,
            PublishFirst publishFirst,
            LinkRoots linkRoots,
            InstantSource clock) {
        return new PassIssuing(authorities, publishFirst, linkRoots, clock);
    }

    @Singleton
    CrossCertify crossCertify(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            SignCaCertificate sign,
            InstantSource clock) {
        return new CrossCertify(authorities, foreign, sign, clock);
    }

    @Singleton
    RevokeAuthority revokeAuthority(
            AuthorityStore authorities,
            IssueCrl issueCrl,
            CrlLedger ledger,
            TokenSigning signing,
            InstantSource clock) {
        return new RevokeAuthority(authorities, issueCrl, ledger, signing, clock);
    }

    @Singleton
    BatchStore batchStore(DSLContext database, GenerationKeys keys) {
        return new JooqBatchStore(database, keys);
    }

    @Singleton
    RevokeListed revokeListed(
            BatchStore batches, ConcludeDrill concludeDrill, InstantSource clock) {
        return new RevokeListed(batches, concludeDrill, clock);
    }

    @Singleton
    ReissueStore reissueStore(DSLContext database, GenerationKeys keys) {
        return new JooqReissueStore(database, keys);
    }

    @Singleton
    RepeatCertificate repeatCertificate(
            IssueCertificate issueCertificate, PrepareCertificate prepare) {
        return new RepeatCertificate(issueCertificate, prepare);
    }

    @Singleton
    ReissueListed reissueListed(
            BatchStore batches,
            ReissueStore reissues,
            AuthorityStore authorities,
            BeanProvider<RepeatCertificate> repeat,
            InstantSource clock) {
        return new ReissueListed(batches, reissues, authorities, repeat::get, clock);
    }

    @Singleton
    RevokeInBatches revokeInBatches(
            BatchStore batches,
            AuthorityStore authorities,
            RevocationStore revocations,
            ActStore acts,
            InstantSource clock) {
        return new RevokeInBatches(batches, authorities, revocations, acts, clock);
    }

    @Singleton
    ProfileStore profileStore(DSLContext database) {
        return new JooqProfileStore(database);
    }

    @Singleton
    ListProfiles listProfiles(AuthorityStore authorities, ProfileStore profiles) {
        return new ListProfiles(authorities, profiles);
    }

    @Singleton
    ChangeProfile changeProfile(
            AuthorityStore authorities, ProfileStore profiles, ActStore acts, InstantSource clock) {
        return new ChangeProfile(authorities, profiles, acts, clock);
    }

    @Singleton
    RecoverPeople recoverPeople(DSLContext database, InstantSource clock) {
        return new RecoverPeople(new JooqPeopleStore(database), clock);
    }

    @Singleton
    ChangePeople changePeople(DSLContext database, ActStore acts, InstantSource clock) {
        return new ChangePeople(new JooqPeopleStore(database), acts, clock);
    }

    @Singleton
    RetireGeneration retireGeneration(
            AuthorityStore authorities,
            ObligationLedger obligations,
            IssueCrl issueCrl,
            InstantSource clock) {
        return new RetireGeneration(authorities, obligations, issueCrl, clock);
    }

    @Singleton
    DestroyKey destroyKey(
            AuthorityStore authorities,
            ObligationLedger obligations,
            IssueCrl issueCrl,
            TokenSigning signing,
            InstantSource clock) {
        return new DestroyKey(authorities, obligations, issueCrl, signing, clock);
    }

    @Singleton
    PerformActs.Performers performers(
            StageGenerations stage,
            RenewCaCertificate renew,
            PassIssuing passIssuing,
            CrossCertify crossCertify,
            RevokeAuthority revoke,
            RetireGeneration retire,
            DestroyKey destroyKey,
            RevokeListed revokeListed,
            ReissueListed reissueListed,
            ChangeProfile changeProfile,
            ChangePeople changePeople) {
        return new PerformActs.Performers(
                stage,
                renew,
                passIssuing,
                crossCertify,
                revoke,
                retire,
                destroyKey,
                revokeListed,
                reissueListed,
                changeProfile,
                changePeople);
    }

    @Singleton
    PerformActs performActs(
            ActStore acts,
            ForeignCertificates foreign,
            PerformActs.Performers performers,
            InstantSource clock) {
        return new PerformActs(acts, foreign, performers, clock);
    }

    @Singleton
    DecideActs decideActs(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            ObligationLedger obligations,
            PerformActs.Performers performers,
            PerformActs performActs,
            TokenSigning signing,
            InstantSource clock) {
        return new DecideActs(
                authorities, foreign, acts, obligations, performers, performActs, signing, clock);
    }

    @Singleton
    CertifyExternally certifyExternally(
            AuthorityStore authorities,
            ForeignCertificates foreign,
            ActStore acts,
            TokenSigning signing,
            InstantSource clock) {
        return new CertifyExternally(authorities, foreign, acts, signing, clock);
    }

    @Singleton
    RestrictKeys restrictKeys(
            AuthorityStore authorities, TokenSigning signing, InstantSource clock) {
        return new RestrictKeys(authorities, signing, clock);
    }
}
