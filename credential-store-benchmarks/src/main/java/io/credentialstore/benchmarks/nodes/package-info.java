/** Several processes against one PostgreSQL server: how far they get, and how far the server would let them get. */
@NullMarked
package io.credentialstore.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
