/** Holds the place of the sources to come. */
@NullMarked
package io.credentialstore.placeholder.core;

import org.jspecify.annotations.NullMarked;
