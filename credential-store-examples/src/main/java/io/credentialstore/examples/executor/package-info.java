/**
 * A small executor of skills and tools that takes its credentials from a store. It knows nothing of the demo: only the
 * store's API and YAML.
 *
 * <p>A skill's manifest says which credentials it needs and which tools it uses. A tool call names a credential and never
 * holds one; the executor retrieves the value right before the tool needs it, as the skill and therefore under the
 * skill's grants, and wipes it right after.
 */
@NullMarked
package io.credentialstore.examples.executor;

import org.jspecify.annotations.NullMarked;
