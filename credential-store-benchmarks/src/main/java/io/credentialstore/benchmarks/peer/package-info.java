/** What users would pick instead, each set up as its own documentation recommends; see docs/benchmarks.md. */
@NullMarked
package io.credentialstore.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
