/** What somebody who can write the file, and has no key, can do with it: nothing that is not noticed. */
@NullMarked
package io.credentialstore.security.tamper;

import org.jspecify.annotations.NullMarked;
