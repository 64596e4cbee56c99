package org.lineageca.ca.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a package is about. Its components name files of the package. */
public sealed interface Contents {

    /** Its name in manifests. */
    String kind();

    /** Every file it needs, each once. */
    List<String> files();

    /** From online to offline: what is to be done with keys that are kept offline. */
    record Requests(List<RequestedAct> acts) implements Contents {

        public static final String KIND = "requests";

        public Requests {
            acts = List.copyOf(acts);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public List<String> files() {
            var files = new ArrayList<String>();
            for (var act : acts) {
                files.add(act.plan());
                for (var order : act.orders()) {
                    files.add(order.proof());
                    files.add(order.present());
                }
            }
            return files.stream().filter(Objects::nonNull).distinct().toList();
        }
    }

    /** From offline to online: what ceremonies have done, with their records. */
    record Results(List<CeremonyRecord> ceremonies) implements Contents {

        public static final String KIND = "results";

        public Results {
            ceremonies = List.copyOf(ceremonies);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public List<String> files() {
            var files = new ArrayList<String>();
            for (var ceremony : ceremonies) {
                files.addAll(ceremony.documents());
                ceremony.results().forEach(result -> files.add(result.file()));
            }
            return files.stream().distinct().toList();
        }
    }
}
