package io.credentialstore.key;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first of several sources that holds a key. */
final class ProviderChain implements MasterKeyProvider {
    private final List<MasterKeyProvider> sources;

    ProviderChain(List<MasterKeyProvider> sources) {
        this.sources = sources;
    }

    @Override
    public Optional<KeyRing> load() {
        for (MasterKeyProvider source : sources) {
            Optional<KeyRing> found = source.load();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public String describe() {
        return sources.stream().map(MasterKeyProvider::describe).collect(Collectors.joining(", then "));
    }
}
