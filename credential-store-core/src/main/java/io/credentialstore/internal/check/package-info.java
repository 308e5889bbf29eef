/** The rules for what callers may pass in; every breach becomes one typed error that names the field and the limit. */
@NullMarked
package io.credentialstore.internal.check;

import org.jspecify.annotations.NullMarked;
