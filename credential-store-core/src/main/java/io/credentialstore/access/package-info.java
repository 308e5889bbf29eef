/** Who may do what with a credential: levels, grants and decisions. */
@NullMarked
package io.credentialstore.access;

import org.jspecify.annotations.NullMarked;
