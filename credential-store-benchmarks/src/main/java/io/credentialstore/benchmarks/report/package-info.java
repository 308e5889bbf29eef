/** From JMH's results to budgets, tables and charts. */
@NullMarked
package io.credentialstore.benchmarks.report;

import org.jspecify.annotations.NullMarked;
