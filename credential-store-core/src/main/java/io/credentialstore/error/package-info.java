/** The vocabulary of failure: one unchecked base, a stable code, and messages that never hold a value. */
@NullMarked
package io.credentialstore.error;

import org.jspecify.annotations.NullMarked;
