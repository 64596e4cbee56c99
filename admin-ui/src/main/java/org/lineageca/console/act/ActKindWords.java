package org.lineageca.console.act;

import org.lineageca.ca.act.Act;
import org.lineageca.console.language.Texts;

/** What people call the kind of an act; in its plan the kind stands as it is signed. */
final class ActKindWords {

    private static final Texts TEXTS = Texts.of(ActKindWords.class);

    private ActKindWords() {}

    static String of(Act act) {
        return switch (act) {
            case Act.Renew _ -> TEXTS.say("kind.renew");
            case Act.Modify _ -> TEXTS.say("kind.modify");
            case Act.Roll _ -> TEXTS.say("kind.roll");
            case Act.Rekey _ -> TEXTS.say("kind.re-key");
            case Act.CutOver _ -> TEXTS.say("kind.cut-over");
            case Act.Disable _ -> TEXTS.say("kind.disable");
            case Act.CrossCertify _ -> TEXTS.say("kind.cross-certify");
            case Act.TrustAnchor _ -> TEXTS.say("kind.trust-anchor");
            case Act.RevokeCa _ -> TEXTS.say("kind.revoke-ca");
            case Act.RevokeCertificates _ -> TEXTS.say("kind.revoke-certificates");
            case Act.ReissueCertificates _ -> TEXTS.say("kind.reissue-certificates");
            case Act.Retire _ -> TEXTS.say("kind.retire");
            case Act.DestroyKey _ -> TEXTS.say("kind.destroy-key");
            case Act.ChangeProfile _ -> TEXTS.say("kind.change-profile");
            case Act.ChangePeople _ -> TEXTS.say("kind.change-people");
        };
    }
}
