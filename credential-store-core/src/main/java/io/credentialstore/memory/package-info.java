/** A storage in memory, for tests and trials. */
@NullMarked
package io.credentialstore.memory;

import org.jspecify.annotations.NullMarked;
