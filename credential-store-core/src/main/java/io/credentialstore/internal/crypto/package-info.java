/**
 * Bytes in, bytes out: the primitives by named provider, and the keys of format version 1. Knows nothing of values,
 * rows or callers.
 */
@NullMarked
package io.credentialstore.internal.crypto;

import org.jspecify.annotations.NullMarked;
