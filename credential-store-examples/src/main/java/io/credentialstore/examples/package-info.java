/**
 * One small class per idea. The regions between {@code tag::name[]} and {@code end::name[]} are shown in the README and in
 * the guide; a test holds both to them.
 */
@NullMarked
package io.credentialstore.examples;

import org.jspecify.annotations.NullMarked;
