/** Holds the place of the sources to come. */
@NullMarked
package io.credentialstore.placeholder.testkit;

import org.jspecify.annotations.NullMarked;
