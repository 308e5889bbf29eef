/** What a credential can be: one sealed interface and its six types. */
@NullMarked
package io.credentialstore.value;

import org.jspecify.annotations.NullMarked;
