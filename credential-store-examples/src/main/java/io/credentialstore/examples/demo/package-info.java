/** A story on the terminal in which every step checks itself, from a skill's key to the search for what was left behind. */
@NullMarked
package io.credentialstore.examples.demo;

import org.jspecify.annotations.NullMarked;
