/** The databases that a store can be kept in, for suites whose processes must be told where it is. */
@NullMarked
package io.credentialstore.security.database;

import org.jspecify.annotations.NullMarked;
