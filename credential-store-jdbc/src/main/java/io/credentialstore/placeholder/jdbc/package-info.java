/** Holds the place of the sources to come. */
@NullMarked
package io.credentialstore.placeholder.jdbc;

import org.jspecify.annotations.NullMarked;
