package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Locale;
import org.lineageca.console.access.NotSignedInException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.dashboard.DashboardPage.AgendaRow;
import org.lineageca.console.dashboard.DashboardPage.BudgetPart;
import org.lineageca.console.dashboard.DashboardPage.Headline;
import org.lineageca.console.dashboard.DashboardPage.JobRow;
import org.lineageca.console.dashboard.DashboardPage.Row;
import org.lineageca.console.dashboard.DashboardPage.Tree;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ServerPush;

/** The whole installation on one screen, the most urgent first; it changes by itself. */
@Prototype
@Route(value = "dashboard", layout = ConsoleLayout.class)
public final class DashboardView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(DashboardView.class);

    private final DashboardPresenter presenter;
    private final SignedInOfficer officers;
    private final SignedInOfficer.Later later;
    private final Span headline = new Span();
    private final Span seen = new Span();
    private final Part<String> outage = new Part<>("dashboard-outage", DashboardView::outage);
    private final OrderedList agendaList = new OrderedList();
    private final KeptRows<AgendaRow> agenda =
            new KeptRows<>(agendaList, AgendaRow::key, AgendaItem::new);
    private final Part<Integer> further =
            new Part<>("panel-more", (part, count) -> more(part, count, new Next.ToCrls(), true));
    private final UnorderedList approvalList = new UnorderedList();
    private final KeptRows<Row> approvals = new KeptRows<>(approvalList, Row::key, StateItem::new);
    private final Part<Integer> moreApprovals =
            new Part<>("panel-more", (part, count) -> more(part, count, new Next.ToActs(), false));
    private final UnorderedList jobList = new UnorderedList();
    private final KeptRows<JobRow> jobs = new KeptRows<>(jobList, JobRow::key, JobItem::new);
    private final Part<Integer> moreJobs =
            new Part<>("panel-more", (part, count) -> more(part, count, new Next.ToActs(), false));
    private final UnorderedList tokenList = new UnorderedList();
    private final KeptRows<Row> tokens = new KeptRows<>(tokenList, Row::key, StateItem::new);
    private final UnorderedList programList = new UnorderedList();
    private final KeptRows<Row> programs = new KeptRows<>(programList, Row::key, StateItem::new);
    private final UnorderedList auditList = new UnorderedList();
    private final KeptRows<Row> audit = new KeptRows<>(auditList, Row::key, StateItem::new);
    private final Part<BudgetPart> budgets = new Part<>("budgets", DashboardView::budgets);
    private final Part<Tree> tree = new Part<>("tree", DashboardTree::paint);

    DashboardView(DashboardPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        this.later = officers.later();
        addClassNames("view", "dashboard");
        headline.addClassName("dashboard-headline");
        headline.getElement().setAttribute("role", "status");
        seen.addClassNames("dashboard-seen", "quiet");
        var head = new Div(new H1(DashboardWords.title()), headline, seen);
        head.addClassName("dashboard-head");
        var columns =
                new Div(column(urgent(), work()), column(state(), budgetPanel(), treePanel()));
        columns.addClassName("dashboard-columns");
        add(head, outage, columns);
        show(presenter.page(officers.current()));
        ServerPush.whileShown(this, ui -> presenter.follow(viewer(ui)));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.dashboard");
    }

    private static Div column(Component... panels) {
        var column = new Div(panels);
        column.addClassName("dashboard-column");
        return column;
    }

    private Panel urgent() {
        agendaList.addClassName("agenda");
        return new Panel(DashboardWords.agenda()).with(agendaList, further);
    }

    private Component work() {
        var both =
                new Div(
                        new Panel(DashboardWords.approvals()).with(approvalList, moreApprovals),
                        new Panel(DashboardWords.jobs()).with(jobList, moreJobs));
        both.addClassName("dashboard-pair");
        return both;
    }

    private Panel state() {
        return new Panel(DashboardWords.tokens())
                .with(tokenList)
                .andUnder(DashboardWords.programs(), programList)
                .andUnder(DashboardWords.audit(), auditList);
    }

    private Panel budgetPanel() {
        return new Panel(DashboardWords.budgets()).with(budgets);
    }

    private Panel treePanel() {
        return new Panel(DashboardWords.tree()).with(tree);
    }

    private InstallationWatch.Viewer viewer(UI ui) {
        return new InstallationWatch.Viewer() {
            @Override
            public boolean isThere() {
                return ui.isAttached() && !ui.isClosing();
            }

            @Override
            public void show(Look look) {
                try {
                    var _ = ui.access(() -> pushed(ui, look));
                } catch (UIDetachedException left) {
                    // Between two looks; it is not shown the next.
                }
            }
        };
    }

    private void pushed(UI ui, Look look) {
        try {
            later.run(() -> show(presenter.page(officers.current(), look)));
        } catch (NotSignedInException refused) {
            if (refused.isForNow()) {
                outage.show(String.valueOf(refused.getMessage()));
            } else {
                // What the next request is told, nobody should have to click for.
                ui.getPage().reload();
            }
        }
    }

    private void show(DashboardPage page) {
        show(page.headline());
        outage.show(page.outage() == null ? "" : page.outage());
        agenda.show(page.agenda().rows());
        further.show(page.agenda().further());
        approvals.show(page.work().approvals());
        moreApprovals.show(page.work().moreApprovals());
        jobs.show(page.work().jobs());
        moreJobs.show(page.work().moreJobs());
        tokens.show(page.state().tokens());
        programs.show(page.state().programs());
        audit.show(List.of(page.state().audit()));
        budgets.show(page.budgets());
        tree.show(page.state().tree());
        empty(agendaList, page.agenda().rows(), DashboardWords.allWell());
        empty(approvalList, page.work().approvals(), DashboardWords.noApprovals());
        empty(jobList, page.work().jobs(), DashboardWords.noJobs());
        empty(tokenList, page.state().tokens(), DashboardWords.noTokens());
        empty(programList, page.state().programs(), DashboardWords.noPrograms());
    }

    private void show(Headline now) {
        if (!now.sentence().equals(headline.getText())) {
            headline.setText(now.sentence());
        }
        headline.setClassName(
                "dashboard-headline tone-" + now.tone().name().toLowerCase(Locale.ROOT));
        seen.setText(now.seen());
    }

    /** The style sheet shows it in the place of rows. */
    private static void empty(Component list, List<?> rows, String words) {
        list.getElement().setAttribute("data-empty", rows.isEmpty() ? words : "");
    }

    private static void outage(Div part, String why) {
        if (!why.isEmpty()) {
            part.add(new Callout(DashboardWords.outageHeadline(), List.of(why), Badge.Tone.BAD));
        }
    }

    private static void more(Div part, int count, Next next, boolean takesItsCourse) {
        if (count > 0) {
            part.add(
                    Links.to(
                            next,
                            takesItsCourse
                                    ? DashboardWords.further(count)
                                    : DashboardWords.more(count)));
        }
    }

    private static void budgets(Div part, BudgetPart budgets) {
        if (budgets.rows().isEmpty()) {
            part.add(new Span(DashboardWords.noBudgets()));
        } else {
            part.add(BudgetTable.of(budgets.rows()));
        }
        more(part, budgets.more(), new Next.ToLineages(), false);
    }
}
