package org.lineageca.ca.ceremony.conduct;

import java.util.List;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.OnRecord;
import org.lineageca.ca.x509.SerialNumber;

/** What a plan has to know of what is on record. */
public interface CeremonyRecords {

    /**
     * Reads it, as of one moment.
     *
     * @param script says whose keys, which people and which requests matter
     * @param serials drawn for the plan
     */
    OnRecord read(CeremonyScript script, List<SerialNumber> serials);
}
