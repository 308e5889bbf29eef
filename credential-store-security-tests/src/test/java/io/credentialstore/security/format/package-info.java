/** The stored format, read by a program that shares no code with the library. */
@NullMarked
package io.credentialstore.security.format;

import org.jspecify.annotations.NullMarked;
