/**
 * An embeddable credential store for programs that run skills and tools.
 *
 * <p>Start with {@link io.credentialstore.CredentialStore}: what the owner may do. What runs for a skill is handed
 * {@link io.credentialstore.ScopedCredentialStore}. The rest of this package is package-private and reads as a recipe:
 * load and verify, decide, record, release.
 *
 * <p>Descriptions that are handed in ({@link io.credentialstore.NewCredential}, {@link io.credentialstore.Rotation}, grants,
 * callers, filters, queries) are made with their static factories and {@code with…} methods. Minor releases may add parts
 * to them, so their canonical constructors are not part of the promise of compatibility.
 */
@NullMarked
package io.credentialstore;

import org.jspecify.annotations.NullMarked;
