package io.credentialstore.spi;

import io.credentialstore.model.Bytes;

/**
 * Table {@code credential_digests}: the tree that anchors every credential row in the state row. A node exists only when
 * there is a credential below it.
 *
 * @param level 1 below the root, 3 for the digests of buckets
 * @param position its place within its level, from 0; its parent's is this one divided by 64
 * @param digest digest over its children, or at level 3 over the credentials of its bucket, 32 bytes
 */
public record StoredDigest(int level, int position, Bytes digest) {}
