package org.lineageca.ca.rehearsal;

/** What officers can do to an issuing CA, each as the layout it leads to. */
public enum Act {
    ROLL("roll", Layout.ROLL),
    RE_KEY("re-key", Layout.REKEY_OWN_URL),
    RENEW("renew", Layout.RENEWAL);

    private final String text;
    private final Layout layout;

    Act(String text, Layout layout) {
        this.text = text;
        this.layout = layout;
    }

    /** As it is typed. */
    public String text() {
        return text;
    }

    public Layout layout() {
        return layout;
    }
}
