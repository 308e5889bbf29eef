/** Faults: processes killed, disks full or failing, power lost, and what each leaves of a store. */
@NullMarked
package io.credentialstore.security.fault;

import org.jspecify.annotations.NullMarked;
