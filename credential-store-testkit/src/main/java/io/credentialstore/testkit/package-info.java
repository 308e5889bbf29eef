/**
 * Contracts for those who write a storage, and fixtures for those who test a program that embeds a credential store.
 *
 * <p>A contract is an abstract JUnit class. A subclass says how a fresh storage is made, and inherits the tests:
 *
 * <pre>{@code
 * class MyAuditRepositoryTest extends AuditRepositoryContract {
 *     @Override
 *     protected Storage newStorage() {
 *         return new MyStorage();
 *     }
 * }
 * }</pre>
 *
 * <p>Subclasses of {@link io.credentialstore.testkit.PortContract} examine a {@link io.credentialstore.spi.Storage} by
 * itself; those of {@link io.credentialstore.testkit.StoreContract} examine a whole
 * {@link io.credentialstore.CredentialStore} that is built on it.
 */
@NullMarked
package io.credentialstore.testkit;

import org.jspecify.annotations.NullMarked;
