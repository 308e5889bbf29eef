/** Names and facts about credentials and callers. Nothing in here is secret, and everything is immutable. */
@NullMarked
package io.credentialstore.model;

import org.jspecify.annotations.NullMarked;
