/** What the project claims of its own files: no secrets in them, closed modules, a page of threats that is complete. */
@NullMarked
package io.credentialstore.security.project;

import org.jspecify.annotations.NullMarked;
