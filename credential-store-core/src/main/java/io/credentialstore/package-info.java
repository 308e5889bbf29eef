/**
 * An embeddable credential store for programs that run skills and tools.
 *
 * <p>Start with {@link io.credentialstore.CredentialStore}: what the owner may do. What runs for a skill is handed
 * {@link io.credentialstore.ScopedCredentialStore}. The rest of this package is package-private and reads as a recipe:
 * load and verify, decide, record, release.
 */
@NullMarked
package io.credentialstore;

import org.jspecify.annotations.NullMarked;
