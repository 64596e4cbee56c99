package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;

/** A new certificate for the same key: how long, and for a modification with what constraints. */
final class ValidityForm implements ActForm {

    private static final Texts TEXTS = Texts.of(ValidityForm.class);

    private static final int LONGEST_PATH = 16;

    private final boolean isModification;
    private final GenerationId generation;
    private final ValidityField validity;
    private final IntegerField pathLength = new IntegerField(TEXTS.say("path-length"));
    private final TextField policies = new TextField(TEXTS.say("certificate-policies"));
    private final TextField permittedDns = new TextField(TEXTS.say("permitted-dns-names"));

    ValidityForm(ActKind kind, Generation generation, @Nullable Act usual) {
        this.isModification = kind == ActKind.MODIFY;
        this.generation = generation.identity().id();
        this.validity = new ValidityField(validityOf(usual));
        pathLength.setHelperText(TEXTS.say("cas-that-may-stand-below"));
        pathLength.setManualValidation(true);
        policies.setHelperText(TEXTS.say("object-identifiers-separated-by-commas"));
        permittedDns.setHelperText(TEXTS.say("subtrees-such-as-example-org"));
        generation.caCertificate().map(CaConstraints::of).ifPresent(this::fill);
    }

    private void fill(CaConstraints present) {
        pathLength.setValue(present.pathLength());
        policies.setValue(String.join(", ", present.policies()));
        permittedDns.setValue(String.join(", ", present.permittedDns()));
    }

    private static @Nullable Duration validityOf(@Nullable Act usual) {
        return switch (usual) {
            case Act.Renew renew -> renew.validity();
            case Act.Modify modify -> modify.validity();
            case null -> null;
            case Act _ -> null;
        };
    }

    @Override
    public List<Component> fields() {
        return isModification
                ? List.of(validity.component(), pathLength, policies, permittedDns)
                : List.of(validity.component());
    }

    @Override
    public Optional<ActRequest> read() {
        var entries = new Entries();
        var length = validity.read(entries);
        if (!isModification) {
            return entries.allGood()
                    ? Optional.of(new ActRequest.Renew(generation, length))
                    : Optional.empty();
        }
        var below = entries.read(pathLength, value -> Entries.within(value, 0, LONGEST_PATH));
        // One by one, so that the message stands at its field.
        var oids =
                entries.read(
                        policies,
                        text -> new CaConstraints(null, Entries.parts(text), List.of()).policies());
        var names =
                entries.read(
                        permittedDns,
                        text ->
                                new CaConstraints(null, List.of(), Entries.parts(text))
                                        .permittedDns());
        return entries.allGood()
                ? Optional.of(
                        new ActRequest.Modify(
                                generation,
                                length,
                                new CaConstraints(
                                        below,
                                        oids == null ? List.of() : oids,
                                        names == null ? List.of() : names)))
                : Optional.empty();
    }
}
