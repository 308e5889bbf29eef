package io.credentialstore.placeholder.testkit;

class PlaceholderTest extends Placeholder {}
