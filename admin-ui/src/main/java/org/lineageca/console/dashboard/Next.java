package org.lineageca.console.dashboard;

/** Where the next action is taken. */
sealed interface Next {

    record ToAct(long id) implements Next {}

    record ToActs() implements Next {}

    /** Planning an act for a generation, named by its label. */
    record ToPlan(String label) implements Next {}

    record ToAuthority(String label) implements Next {}

    record ToAuthorities() implements Next {}

    /** What is published at a place of a generation. */
    record ToCrl(String label, String place) implements Next {}

    record ToCrls() implements Next {}

    record ToLineages() implements Next {}

    record ToResponders() implements Next {}

    record ToPublishers() implements Next {}

    record ToCeremony(long id) implements Next {}

    record ToCeremonies() implements Next {}

    record ToCertificates() implements Next {}

    record ToPeople() implements Next {}

    record ToAudit() implements Next {}
}
