/** Where keys meet rows: key slots, row MACs and digests, the chain of the trail, and encrypted values. */
@NullMarked
package io.credentialstore.internal.seal;

import org.jspecify.annotations.NullMarked;
