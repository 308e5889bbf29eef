package io.credentialstore.model;

import io.credentialstore.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials to list or count; an absent part matches everything. Lists come in the order of their ids, which
 * follows the clock at their creation to the millisecond; {@link #withAfter} pages through them.
 *
 * @param service only this service, or null
 * @param type only this type, or null
 * @param environment only this environment, or null
 * @param status only this status, or null
 * @param after only ids after this one, or null
 * @param limit at most so many, 1 to {@value #MAX_LIMIT}
 */
public record CredentialFilter(
        @Nullable String service,
        @Nullable CredentialType type,
        @Nullable Environment environment,
        @Nullable CredentialStatus status,
        @Nullable CredentialId after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1_000;

    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public CredentialFilter {
        if (service != null) {
            Checks.name("service", service);
        }
        Checks.range("limit", limit, 1, MAX_LIMIT);
    }

    /**
     * Everything, a page of {@value #MAX_LIMIT} at a time.
     *
     * @return the filter that matches all
     */
    public static CredentialFilter all() {
        return new CredentialFilter(null, null, null, null, null, MAX_LIMIT);
    }

    /**
     * Only this service.
     *
     * @param only the service
     * @return a copy
     */
    public CredentialFilter withService(@Nullable String only) {
        return new CredentialFilter(only, type, environment, status, after, limit);
    }

    /**
     * Only this type.
     *
     * @param only the type
     * @return a copy
     */
    public CredentialFilter withType(@Nullable CredentialType only) {
        return new CredentialFilter(service, only, environment, status, after, limit);
    }

    /**
     * Only this environment.
     *
     * @param only the environment
     * @return a copy
     */
    public CredentialFilter withEnvironment(@Nullable Environment only) {
        return new CredentialFilter(service, type, only, status, after, limit);
    }

    /**
     * Only this status.
     *
     * @param only the status
     * @return a copy
     */
    public CredentialFilter withStatus(@Nullable CredentialStatus only) {
        return new CredentialFilter(service, type, environment, only, after, limit);
    }

    /**
     * The page that follows.
     *
     * @param last the last id of the page before
     * @return a copy
     */
    public CredentialFilter withAfter(@Nullable CredentialId last) {
        return new CredentialFilter(service, type, environment, status, last, limit);
    }

    /**
     * A page of another size.
     *
     * @param most 1 to {@value #MAX_LIMIT}
     * @return a copy
     */
    public CredentialFilter withLimit(int most) {
        return new CredentialFilter(service, type, environment, status, after, most);
    }
}
