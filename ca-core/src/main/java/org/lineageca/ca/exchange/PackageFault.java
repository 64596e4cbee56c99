package org.lineageca.ca.exchange;

/** Why a package is refused. */
public enum PackageFault {
    /** More octets than any package has. */
    TOO_LARGE,
    /** Its end is missing. */
    TRUNCATED,
    /** It is not the zip that packages are. */
    NOT_A_PACKAGE,
    /** Octets stand before its beginning or after its end. */
    SURROUNDED,
    /** An entry is compressed and could expand to anything. */
    COMPRESSED,
    /** An entry has a name that could lead elsewhere. */
    ENTRY_NAME,
    /** An entry is a symbolic link or another thing that is no file. */
    NO_FILE,
    DUPLICATE_ENTRY,
    UNLISTED_ENTRY,
    MISSING_ENTRY,
    /** A file is not the one the manifest lists. */
    CHANGED_CONTENT,
    /** The manifest is not written as manifests are. */
    MANIFEST,
    /** Signed by an algorithm that is not accepted. */
    ALGORITHM,
    /** Signed by a key that nobody has pinned. */
    UNKNOWN_SIGNER,
    SIGNATURE,
    /** Signed by another partner than the one it was looked for from. */
    OTHER_PARTNER,
    /** Addressed to another installation. */
    OTHER_RECIPIENT,
    /** Requests where results belong, or the other way round. */
    OTHER_KIND,
    /** Was taken before. */
    REPLAY,
    /** Comes after a later one, or has the number of one that was taken. */
    REORDER,
    /** One before it has not been taken. */
    GAP,
    /** Does not follow the package that was taken before it. */
    OTHER_PREVIOUS,
    /** The plan is no plan of an act. */
    PLAN,
    /** Not two people approved exactly this plan. */
    APPROVALS,
    /** A name could be taken for another. */
    CONFUSABLE,
    /** Something asked for does not follow from the plan. */
    NOT_PLANNED,
    /** Another CA is to sign, or has signed, than may. */
    OTHER_ISSUER,
    /** A key that another has succeeded is to sign. */
    OLD_GENERATION,
    /** Possession of the key is not proven. */
    POSSESSION,
    /** The transcript is not the record of a ceremony that went by its plan to its end. */
    TRANSCRIPT,
    /** A result is not what it is said to be. */
    RESULT
}
