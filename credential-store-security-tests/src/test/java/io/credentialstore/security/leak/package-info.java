/** Silence: no secret in any place that a process writes to, shows, or leaves behind. */
@NullMarked
package io.credentialstore.security.leak;

import org.jspecify.annotations.NullMarked;
