/** What the store costs, each time beside what the platform below it costs in the same run. */
@NullMarked
package io.credentialstore.benchmarks;

import org.jspecify.annotations.NullMarked;
