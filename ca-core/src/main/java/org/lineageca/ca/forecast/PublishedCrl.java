package org.lineageca.ca.forecast;

import java.time.LocalDate;

/**
 * The last CRL of a day in the past.
 *
 * @param day in UTC, of its thisUpdate
 * @param bytes of its DER
 */
public record PublishedCrl(LocalDate day, long entries, long bytes) {}
