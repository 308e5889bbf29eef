/**
 * What a storage implements: transactions and one repository for each table. Everything that crosses this border is
 * ciphertext, a MAC or readable metadata; no value in the clear ever does.
 *
 * <p>Rows are plain records that hold exactly what the columns hold. A storage neither interprets nor checks them: the
 * store verifies each row's MAC before it believes a word of it. Columns that must not be null may still come back null
 * from a database that somebody changed; such rows fail their MAC.
 */
@NullMarked
package io.credentialstore.spi;

import org.jspecify.annotations.NullMarked;
