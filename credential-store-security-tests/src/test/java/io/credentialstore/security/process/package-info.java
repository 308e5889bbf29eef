/** Processes of their own, for what one process cannot show. */
@NullMarked
package io.credentialstore.security.process;

import org.jspecify.annotations.NullMarked;
