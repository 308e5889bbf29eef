/** How secret text is held in memory, and the one searchable way to read it. */
@NullMarked
package io.credentialstore.secret;

import org.jspecify.annotations.NullMarked;
