/** Files that only their owner may read. */
@NullMarked
package io.credentialstore.internal.file;

import org.jspecify.annotations.NullMarked;
