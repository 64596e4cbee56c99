package org.lineageca.console.planning;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ActRequest;

/** The few fields an act leaves to the officer. */
sealed interface ActForm permits ValidityForm, SuccessionForm, CutOverForm, RevocationForm {

    List<Component> fields();

    /** What was filled in; empty if a field is wrong, which is then said at that field. */
    Optional<ActRequest> read();

    /**
     * The form of an act.
     *
     * @param usual the act as it would be with nothing filled in, for defaults; null if that is not
     *     possible
     * @param certifiers who else could certify a successor
     * @return empty for an act that leaves nothing open
     */
    static Optional<ActForm> of(
            ActKind kind, Generation generation, @Nullable Act usual, List<Generation> certifiers) {
        return switch (kind) {
            case ROLL, REKEY ->
                    Optional.of(new SuccessionForm(kind, generation, usual, certifiers));
            case RENEW, MODIFY -> Optional.of(new ValidityForm(kind, generation, usual));
            case CUT_OVER -> Optional.of(new CutOverForm(generation));
            case REVOKE -> Optional.of(new RevocationForm(generation));
            case DISABLE, RETIRE, DESTROY_KEY -> Optional.empty();
        };
    }
}
