package org.lineageca.console.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.treegrid.TreeGrid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

class AuthorityTreeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final AuthorityTree tree = new AuthorityTree();

    private static GenerationId id(String name) {
        return new GenerationId(Octets.of(name.getBytes(StandardCharsets.UTF_8)).sha256());
    }

    private static AuthorityRow row(String name, @Nullable String parent, String state) {
        return new AuthorityRow(
                id(name),
                parent == null ? null : id(parent),
                name,
                "role",
                state,
                "P256",
                NOW,
                null,
                null,
                false);
    }

    @SuppressWarnings("unchecked")
    private TreeGrid<AuthorityRow> grid() {
        return (TreeGrid<AuthorityRow>) tree.getChildren().findFirst().orElseThrow();
    }

    @Test
    void whatIsFoldedStaysFoldedWhenThereIsSomethingNew() {
        var root = row("root", null, "Enabled");
        var policy = row("policy", "root", "Enabled");
        var issuing = row("issuing", "policy", "Enabled");
        tree.show(List.of(root, policy, issuing), NOW);
        assertThat(grid().isExpanded(root)).isTrue();
        grid().collapse(policy);

        var later = row("policy", "root", "Disabled");
        var next = row("next", "policy", "Staged");
        tree.show(List.of(root, later, issuing, next), NOW);

        assertThat(grid().isExpanded(root)).isTrue();
        assertThat(grid().isExpanded(later)).isFalse();
        assertThat(grid().getTreeData().getChildren(later)).containsExactly(issuing, next);
    }

    @Test
    void nothingIsPaintedAnewIfNothingHasChanged() {
        tree.show(List.of(row("root", null, "Enabled")), NOW);
        var painted = grid().getDataProvider();

        tree.show(List.of(row("root", null, "Enabled")), NOW.plusSeconds(60));

        assertThat(grid().getDataProvider()).isSameAs(painted);
    }
}
