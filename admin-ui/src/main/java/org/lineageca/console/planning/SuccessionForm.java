package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.KeyAlgorithm;

/** A new key: under a new name in a roll, under the same in a re-key. */
final class SuccessionForm implements ActForm {

    private static final Texts TEXTS = Texts.of(SuccessionForm.class);

    private static final int MOST_SPARES = 7;

    private final boolean isRoll;
    private final GenerationId predecessor;
    private final TextField name = new TextField(TEXTS.say("name-of-the-new-authority"));
    private final Select<KeyAlgorithm> algorithm = new Select<>();
    private final ValidityField validity;
    private final IntegerField spares = new IntegerField(TEXTS.say("spares"));
    private final Select<Generation> issuer = new Select<>();
    private final TextField anchor = new TextField(TEXTS.say("trust-anchor-of-an-external"));

    SuccessionForm(
            ActKind kind,
            Generation predecessor,
            @Nullable Act usual,
            List<Generation> certifiers) {
        this.isRoll = kind == ActKind.ROLL;
        this.predecessor = predecessor.identity().id();
        algorithm.setLabel(TEXTS.say("key"));
        algorithm.setItems(KeyAlgorithm.values());
        algorithm.setValue(predecessor.identity().algorithm());
        algorithm.setHelperText(TEXTS.say("generated-on-the-token-of"));
        name.setHelperText(TEXTS.say("rfc-4514-must-be-new"));
        spares.setValue(0);
        spares.setStepButtonsVisible(true);
        spares.setManualValidation(true);
        spares.setHelperText(TEXTS.say("more-authorities-to-stage-in"));
        issuer.setLabel(TEXTS.say("certified-by"));
        issuer.setEmptySelectionAllowed(true);
        issuer.setEmptySelectionCaption(TEXTS.say("who-certified-the-present-one"));
        issuer.setItems(certifiers);
        issuer.setItemLabelGenerator(SuccessionForm::named);
        issuer.setHelperText(TEXTS.say("another-ca-of-ours-such"));
        anchor.setHelperText(TEXTS.say("only-if-a-ca-that"));
        this.validity =
                switch (usual) {
                    case Act.Roll roll -> {
                        suggest(roll.keys().getFirst());
                        yield new ValidityField(roll.validity());
                    }
                    case Act.Rekey rekey -> new ValidityField(rekey.validity());
                    case null -> new ValidityField(null);
                    case Act _ -> new ValidityField(null);
                };
    }

    private void suggest(NewKey key) {
        name.setValue(key.name().toString());
    }

    @Override
    public List<Component> fields() {
        return isRoll
                ? List.of(name, algorithm, validity.component(), spares, issuer, anchor)
                : List.of(algorithm, validity.component(), issuer, anchor);
    }

    @Override
    public Optional<ActRequest> read() {
        var entries = new Entries();
        var subject = entries.read(name, text -> DistinguishedName.of(text.strip()));
        var length = validity.read(entries);
        var more = entries.read(spares, value -> Entries.within(value, 0, MOST_SPARES));
        var certifier = entries.read(anchor, this::external);
        if (!entries.allGood()) {
            return Optional.empty();
        }
        return Optional.of(
                isRoll
                        ? new ActRequest.Roll(
                                predecessor,
                                subject,
                                algorithm.getValue(),
                                length,
                                more == null ? 0 : more,
                                certifier == null ? chosen() : certifier)
                        : new ActRequest.Rekey(
                                predecessor,
                                algorithm.getValue(),
                                length,
                                certifier == null ? chosen() : certifier));
    }

    private Certifier external(String text) {
        if (issuer.getValue() != null) {
            throw new IllegalArgumentException(TEXTS.say("only-one-ca-can-certify"));
        }
        return new Certifier.External(Entries.fingerprint(text));
    }

    private @Nullable Certifier chosen() {
        var generation = issuer.getValue();
        return generation == null ? null : new Certifier.Parent(generation.identity().id());
    }

    /** Select asks for the label of no choice, too. */
    private static String named(@Nullable Generation generation) {
        return generation == null
                ? TEXTS.say("whoever-certifies-the-present-one")
                : "%s (%s)"
                        .formatted(
                                generation.identity().name().commonName(),
                                generation.identity().id().label());
    }
}
