/**
 * Hostile input. Each target takes any bytes and fails when a promise about them is broken: {@code FuzzRegressionTest}
 * feeds all of them their seeds and a few hundred mutants in every build, {@code FuzzingTest} gives each to Jazzer.
 */
@NullMarked
package io.credentialstore.security.fuzz;

import org.jspecify.annotations.NullMarked;
