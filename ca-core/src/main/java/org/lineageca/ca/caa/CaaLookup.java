package org.lineageca.ca.caa;

import java.util.List;

/** Where CAA records come from. */
public interface CaaLookup {

    /**
     * The records of one domain, aliases (CNAME) followed; none where there is no such domain.
     *
     * @param domain without a dot at its end
     * @throws CaaUnansweredException if it cannot be told whether there are any
     */
    List<CaaRecord> records(String domain);
}
