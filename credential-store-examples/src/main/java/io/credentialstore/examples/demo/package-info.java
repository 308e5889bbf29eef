/** Holds the place of the demo to come. */
@NullMarked
package io.credentialstore.examples.demo;

import org.jspecify.annotations.NullMarked;
