package org.lineageca.ca.ceremony.conduct;

import java.util.Optional;
import org.lineageca.ca.lifecycle.Person;

/** The people registered here, by name. */
public interface PeopleHere {

    Optional<Person> find(String name);
}
