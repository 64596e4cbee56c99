package org.lineageca.console.dashboard;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.lineageca.console.dashboard.DashboardPage.Node;
import org.lineageca.console.dashboard.DashboardPage.Tree;
import org.lineageca.console.shell.Badge;

/** Authorities, each in the list below the one that certified it. */
final class DashboardTree {

    private DashboardTree() {}

    static void paint(Div part, Tree tree) {
        if (tree.nodes().isEmpty()) {
            part.add(new Span(DashboardWords.noTree()));
            return;
        }
        part.add(list(tree, 0, tree.nodes().size(), 0));
        if (tree.more() > 0) {
            part.add(Links.to(new Next.ToAuthorities(), DashboardWords.more(tree.more())));
        }
    }

    /** Of the nodes of a depth in a range; those that follow each are deeper and belong to it. */
    private static UnorderedList list(Tree tree, int from, int to, int depth) {
        var list = new UnorderedList();
        list.addClassName("tree-list");
        for (var i = from; i < to; i++) {
            if (tree.nodes().get(i).depth() == depth) {
                var end = i + 1;
                while (end < to && tree.nodes().get(end).depth() > depth) {
                    end++;
                }
                var item = new ListItem(line(tree.nodes().get(i)));
                if (end > i + 1) {
                    item.add(list(tree, i + 1, end, depth + 1));
                }
                list.add(item);
            }
        }
        return list;
    }

    private static Div line(Node node) {
        var role = new Span(node.role());
        role.addClassNames("quiet", "state-note");
        var line = new Div(Links.to(new Next.ToAuthority(node.label()), node.name()), role);
        line.addClassName("tree-line");
        if (node.isOffline()) {
            line.add(new Badge(DashboardWords.offline(), Badge.Tone.QUIET));
        }
        line.add(new Badge(node.state(), node.tone()));
        return line;
    }
}
