/** JSON over bytes that are secret: Jackson's streaming layer with buffers that are wiped. */
@NullMarked
package io.credentialstore.internal.json;

import org.jspecify.annotations.NullMarked;
