package org.lineageca.console.act;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.act.Preview;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ScrolledTable;

/** What an act would bring about, warnings first, and the plan that is approved. */
public final class PreviewPanel extends Div {

    private static final Texts TEXTS = Texts.of(PreviewPanel.class);

    /**
     * Shows a plan.
     *
     * @param preview null where it is too late for one
     */
    public PreviewPanel(Plan plan, @Nullable Preview preview) {
        addClassName("preview");
        if (preview != null) {
            fill(this, plan, preview);
        }
        add(new H2(TEXTS.say("the-plan")), text(plan), digest(plan));
    }

    /** What a plan that is being written would bring about. */
    public static Component effects(Plan plan, Preview preview) {
        var effects = new Div();
        effects.addClassName("preview");
        fill(effects, plan, preview);
        return effects;
    }

    private static void fill(Div panel, Plan plan, Preview preview) {
        if (!preview.warnings().isEmpty()) {
            panel.add(
                    Callout.byTheCore(
                            TEXTS.say("before-you-go-on"), preview.warnings(), Badge.Tone.WARNING));
        }
        panel.add(new H2(TEXTS.say("what-it-means")), sentences(preview.consequences()));
        if (!preview.differences().isEmpty()) {
            panel.add(
                    new H2(TEXTS.say("what-changes")),
                    differences(caption(plan), preview.differences()));
        }
    }

    private static Component sentences(List<String> sentences) {
        var list = new UnorderedList();
        list.addClassName("sentences");
        sentences.forEach(sentence -> list.add(new ListItem(sentence)));
        return AsSaid.byTheCore(list);
    }

    private static String caption(Plan plan) {
        return plan.act() instanceof Act.ChangeProfile
                ? TEXTS.say("the-profile-rule-by-rule")
                : TEXTS.say("the-ca-certificate-field-by");
    }

    private static Component differences(String caption, List<Preview.Difference> differences) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(caption);
        var heads = new NativeTableRow();
        List.of(TEXTS.say("field"), "", TEXTS.say("now"), TEXTS.say("afterwards"))
                .forEach(head -> {
                    if (head.isEmpty()) {
                        heads.add(new NativeTableCell());
                    } else {
                        var cell = new NativeTableHeaderCell(head);
                        cell.getElement().setAttribute("scope", "col");
                        heads.add(cell);
                    }
                });
        table.getHead().add(heads);
        differences.forEach(difference -> table.getBody().add(row(difference)));
        return new ScrolledTable(table, caption);
    }

    private static NativeTableRow row(Preview.Difference difference) {
        var field = AsSaid.byTheCore(new NativeTableHeaderCell(difference.field()));
        field.getElement().setAttribute("scope", "row");
        var changed = difference.isChange();
        var row =
                new NativeTableRow(
                        field,
                        new NativeTableCell(
                                changed
                                        ? new Badge(TEXTS.say("changed"), Badge.Tone.WARNING)
                                        : new Badge(TEXTS.say("same"), Badge.Tone.QUIET)),
                        new NativeTableCell(shown(difference.before())),
                        new NativeTableCell(changed ? shown(difference.after()) : "–"));
        row.setClassName("changed", changed);
        return row;
    }

    private static String shown(String value) {
        return value.isEmpty() ? TEXTS.say("none") : value;
    }

    private static Component text(Plan plan) {
        var text = AsSaid.byTheCore(new Pre(plan.text()));
        text.addClassName("plan");
        // A long line scrolls sideways; the keyboard must reach it.
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", TEXTS.say("text-of-the-plan"));
        return text;
    }

    /** The digest an approval is of, to be read aloud and compared. */
    public static Component digest(Plan plan) {
        var label = new Span(TEXTS.say("sha-256-of-the-plan"));
        var digits = new Code(plan.digest().grouped());
        var both = new Div(label, digits);
        both.addClassName("digest");
        return both;
    }
}
