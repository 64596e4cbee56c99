package org.lineageca.console.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.console.language.Texts;

/**
 * Who takes part in a ceremony: the people of its script, and those who get their first share in
 * it.
 */
record Cast(List<Member> members) {

    private static final Texts TEXTS = Texts.of(Cast.class);

    Cast {
        members = List.copyOf(members);
    }

    record Member(String name, CeremonyRole role) {}

    static Cast of(CeremonyPlan plan) {
        var people = plan.script().people();
        var members = new ArrayList<Member>();
        for (var name : people.all()) {
            members.add(new Member(name, people.roleOf(name).orElseThrow()));
        }
        for (var step : plan.steps()) {
            if (step.step() instanceof CeremonyStep.ReshareToken(_, var custodians)) {
                custodians.stream()
                        .map(name -> new Member(name, CeremonyRole.CUSTODIAN))
                        .filter(member -> !members.contains(member))
                        .forEach(members::add);
            }
        }
        return new Cast(members);
    }

    Optional<CeremonyRole> roleOf(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .map(Member::role)
                .findFirst();
    }

    /** Names as in a sentence. */
    static String names(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : TEXTS.say(
                        "and",
                        String.join(", ", names.subList(0, names.size() - 1)),
                        names.getLast());
    }
}
