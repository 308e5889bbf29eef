package io.credentialstore;

import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads lists of credentials to their end, a page at a time, so that no read keeps its snapshot for long. */
final class Pages {
    private Pages() {}

    static List<Credential> all(Function<CredentialFilter, List<Credential>> pages) {
        List<Credential> all = new ArrayList<>();
        List<Credential> page = pages.apply(CredentialFilter.all());
        while (!page.isEmpty()) {
            all.addAll(page);
            page = pages.apply(
                    CredentialFilter.all().withAfter(page.get(page.size() - 1).id()));
        }
        return List.copyOf(all);
    }
}
