package org.lineageca.hsm.signer;

/** What the signer does with a memory of what it did before. */
record SigningRecords(SignOnce once, SignCheckpoints checkpoints) {}
