/** Services on this machine's loopback address that really check what they are sent. */
@NullMarked
package io.credentialstore.examples.loopback;

import org.jspecify.annotations.NullMarked;
