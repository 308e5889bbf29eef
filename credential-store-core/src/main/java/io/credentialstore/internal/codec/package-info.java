/** Values and times to bytes and back, as docs/FORMAT.md writes them down. */
@NullMarked
package io.credentialstore.internal.codec;

import org.jspecify.annotations.NullMarked;
