/** What happened: entries, questions about them, and the report of an integrity check. */
@NullMarked
package io.credentialstore.audit;

import org.jspecify.annotations.NullMarked;
