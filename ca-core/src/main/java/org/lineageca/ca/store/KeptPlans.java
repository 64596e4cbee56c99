package org.lineageca.ca.store;

/**
 * What goes before statements that are sent for each certificate, so that the server plans them
 * once for a connection and not each time: planning took longer than all they do.
 *
 * <p>A plan made while a table was nearly empty would read all of it, and would be kept while it
 * grows; hence no such plan is made where there is an index. Ends with the transaction.
 */
final class KeptPlans {

    /** The first of several statements that are sent together. */
    static final String FIRST =
            "SELECT set_config('plan_cache_mode', 'force_generic_plan', true),"
                    + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true);\n";

    private KeptPlans() {}
}
