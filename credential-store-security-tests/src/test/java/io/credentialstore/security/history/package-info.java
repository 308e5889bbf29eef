/** Concurrency: what threads and processes did at once, checked against the trail that the store kept of it. */
@NullMarked
package io.credentialstore.security.history;

import org.jspecify.annotations.NullMarked;
