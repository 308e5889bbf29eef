/** What the suites of this module count, and the one table in which it is printed. */
@NullMarked
package io.credentialstore.security.report;

import org.jspecify.annotations.NullMarked;
