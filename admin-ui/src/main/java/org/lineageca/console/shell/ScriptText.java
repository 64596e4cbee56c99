package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text of many lines with their numbers beside it, one of which can be marked. */
public final class ScriptText extends Div {

    private static final int QUIET_MILLISECONDS = 400;

    private final Element area = new Element("textarea");
    private final Pre numbers = new Pre();
    private final Div mark = new Div();

    /**
     * An editor.
     *
     * @param changed told when somebody has typed, and paused
     */
    public ScriptText(String label, Consumer<String> changed) {
        addClassName("script-text");
        area.setAttribute("aria-label", label);
        area.setAttribute("spellcheck", "false");
        area.setAttribute("autocomplete", "off");
        area.setAttribute("wrap", "off");
        area.addPropertyChangeListener(
                        "value",
                        "input",
                        event -> {
                            if (event.isUserOriginated()) {
                                var now = String.valueOf(event.getValue());
                                take(now);
                                changed.accept(now);
                            }
                        })
                .debounce(QUIET_MILLISECONDS);
        numbers.addClassName("numbers");
        numbers.getElement().setAttribute("aria-hidden", "true");
        mark.addClassName("mark");
        mark.setVisible(false);
        var paper = new Div(mark);
        paper.addClassName("paper");
        paper.getElement().appendChild(area);
        add(numbers, paper);
    }

    /** Gives what is in the editor at this moment: the last keystrokes may be on their way yet. */
    public void read(Consumer<String> reader) {
        area.executeJs("return this.value")
                .then(
                        String.class,
                        now -> {
                            take(now);
                            reader.accept(now);
                        });
    }

    /** Puts another text in; the listener is not told. */
    public void write(String next) {
        area.setProperty("value", next);
        take(next);
    }

    private void take(String next) {
        var lines = Math.max(1, (int) next.chars().filter(each -> each == '\n').count() + 1);
        area.setAttribute("rows", Integer.toString(lines));
        numbers.setText(
                IntStream.rangeClosed(1, lines)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("\n")));
    }

    /**
     * Marks a line.
     *
     * @param line from 1; none if it is 0
     */
    public void mark(int line) {
        mark.setVisible(line > 0);
        mark.getStyle().set("--line", Integer.toString(line));
        area.setAttribute("aria-invalid", Boolean.toString(line > 0));
    }

    /** Puts the cursor there. */
    public void goTo(int line, int column) {
        area.executeJs(
                """
                const lines = this.value.split('\\n');
                let at = 0;
                for (let i = 0; i < $0 - 1 && i < lines.length; i++) at += lines[i].length + 1;
                at += $1 - 1;
                this.focus();
                this.setSelectionRange(at, at);
                this.parentElement.querySelector('.mark')?.scrollIntoView({block: 'center'});
                """,
                line,
                column);
    }
}
