/** Master keys: where they come from, which of them open a store, and the data keys that they wrap. */
@NullMarked
package io.credentialstore.key;

import org.jspecify.annotations.NullMarked;
