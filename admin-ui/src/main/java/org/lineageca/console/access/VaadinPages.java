package org.lineageca.console.access;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of a session of Vaadin's, which are told by push. */
final class VaadinPages implements OpenPages {

    private static final Logger LOG = LoggerFactory.getLogger(VaadinPages.class);

    private final VaadinSession session;
    private final HttpSession container;

    VaadinPages(VaadinSession session, HttpSession container) {
        this.session = session;
        this.container = container;
    }

    @Override
    public void warn(Instant end) {
        each(ui -> {
            var notice = new IdleNotice(end);
            ComponentUtil.setData(ui, IdleNotice.class, notice);
            notice.open();
        });
    }

    @Override
    public void calm() {
        each(ui -> {
            var notice = ComponentUtil.getData(ui, IdleNotice.class);
            if (notice != null) {
                notice.close();
            }
        });
    }

    @Override
    public void leave(SessionEnd why) {
        each(ui -> ui.getPage().setLocation(address(ui, why)));
    }

    private static String address(UI ui, SessionEnd why) {
        var view = ui.getInternals().getActiveViewLocation().getPathWithQueryParameters();
        return switch (why) {
            case SessionEnd.Idle _ ->
                    AccessFilter.signedOut(why)
                            + "&"
                            + AccessFilter.BACK
                            + "="
                            + URLEncoder.encode(view, StandardCharsets.UTF_8);
            case SessionEnd.NotAdmitted _ -> AccessFilter.signedOut(why);
        };
    }

    @Override
    public void discard() {
        try {
            container.invalidate();
        } catch (IllegalStateException e) {
            LOG.debug("the session was gone already", e);
        }
    }

    private void each(Consumer<UI> told) {
        var _ =
                session.access(() -> {
                    for (var ui : session.getUIs()) {
                        if (ui.isAttached() && !ui.isClosing()) {
                            var _ = ui.access(() -> told.accept(ui));
                        }
                    }
                });
    }
}
