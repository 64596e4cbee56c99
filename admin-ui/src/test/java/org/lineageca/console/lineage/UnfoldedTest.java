package org.lineageca.console.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfoldedTest {

    private final Unfolded unfolded = new Unfolded();
    private final List<String> made = new ArrayList<>();

    private NativeDetails details(String role) {
        return unfolded.details(
                "What is ahead",
                role,
                () -> {
                    made.add(role);
                    return new Span(role);
                });
    }

    private static void toggle(NativeDetails details, boolean open) {
        details.setOpen(open);
        ComponentUtil.fireEvent(details, new NativeDetails.ToggleEvent(details, true));
    }

    @Test
    void whatIsFoldedIsMadeOnceWhenSomebodyOpensIt() {
        var details = details("mail");
        assertThat(details.isOpen()).isFalse();
        assertThat(made).isEmpty();

        toggle(details, true);
        toggle(details, false);
        toggle(details, true);

        assertThat(made).containsExactly("mail");
        assertThat(details.getContent()).isInstanceOf(Span.class);
    }

    @Test
    void whatSomebodyOpenedIsOpenWhenThePageIsFilledAnew() {
        toggle(details("mail"), true);
        made.clear();

        assertThat(details("mail").isOpen()).isTrue();
        assertThat(details("code").isOpen()).isFalse();
        assertThat(made).containsExactly("mail");
    }
}
